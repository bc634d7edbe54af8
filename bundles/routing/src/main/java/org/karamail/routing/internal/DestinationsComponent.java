package org.karamail.routing.internal;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.karamail.dns.Resolver;
import org.karamail.model.Route;
import org.karamail.routing.Destination;
import org.karamail.routing.Destinations;
import org.karamail.routing.OwnListener;
import org.karamail.routing.internal.mx.LiveDestinations;
import org.karamail.routing.internal.mx.MxRules;
import org.karamail.routing.internal.mx.OwnHost;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destinations service. Of {@code karamail.delivery} it reads the two keys that are about mail hosts; the smart host comes
 * from {@code karamail.routing}.
 */
@Component(service = Destinations.class, configurationPid = DestinationsComponent.PID)
public final class DestinationsComponent implements Destinations {

  static final String PID = "karamail.delivery";

  private static final Logger LOG = LoggerFactory.getLogger(DestinationsComponent.class);

  private final Collection<OwnListener> listeners = new CopyOnWriteArrayList<>();
  private final LastGood<MxRules> rules;
  private final LiveDestinations destinations;

  @Activate
  public DestinationsComponent(
      BundleContext context,
      Map<String, Object> properties,
      @Reference Resolver resolver,
      @Reference RelaySource relay) {
    this(Instance.of(context).hostname(), properties, resolver, relay, new SecureRandom());
  }

  DestinationsComponent(
      String hostname, Map<String, ?> properties, Resolver resolver, RelaySource relay, Random random) {
    this.rules = new LastGood<>(LOG, settings(properties), MxRules::read);
    this.destinations =
        new LiveDestinations(
            resolver,
            new OwnHost(hostname, () -> listeners),
            rules::get,
            () -> relay.relay().smartHost(),
            () -> relay.relay().fallback(),
            () -> relay.relay().providers(),
            random);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    rules.offer(settings(properties));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addListener(OwnListener listener) {
    listeners.add(listener);
  }

  void removeListener(OwnListener listener) {
    listeners.remove(listener);
  }

  @Override
  public CompletionStage<Destination> find(Route route) {
    return destinations.find(route);
  }

  @Override
  public Optional<Route> fallback(Route route) {
    return destinations.fallback(route);
  }

  @Override
  public String site(Route route) {
    return destinations.site(route);
  }

  /** Only our keys: delivery reads the others, and judges them. */
  private static Settings settings(Map<String, ?> properties) {
    Map<String, Object> ours =
        properties.entrySet().stream()
            .filter(entry -> MxRules.KEYS.contains(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return Settings.of(PID, ours);
  }
}
