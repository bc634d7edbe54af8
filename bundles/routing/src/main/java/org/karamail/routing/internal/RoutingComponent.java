package org.karamail.routing.internal;

import java.time.Duration;
import java.util.Map;
import org.karamail.model.Mailbox;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routing service: asks the table of the last good configuration. */
@Component(
    service = {Routing.class, RelaySource.class},
    configurationPid = RoutingSettings.PID)
@Designate(ocd = RoutingConfiguration.class)
public final class RoutingComponent implements Routing, RelaySource {

  private static final Logger LOG = LoggerFactory.getLogger(RoutingComponent.class);
  private static final Duration LOOK_AT_FILES_EVERY = Duration.ofSeconds(1);

  private final LastGood<RoutingTable> table;
  private RecipientWatch watch;

  @Activate
  public RoutingComponent(BundleContext context, Map<String, Object> properties) {
    this(Instance.of(context).hostname(), properties);
  }

  RoutingComponent(String hostname, Map<String, ?> properties) {
    this.table = new LastGood<>(LOG, settings(properties), settings -> RoutingSettings.read(settings, hostname));
    this.watch = RecipientWatch.over(table.get().localRecipients(), LOOK_AT_FILES_EVERY);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (table.offer(settings(properties))) {
      watch.end();
      watch = RecipientWatch.over(table.get().localRecipients(), LOOK_AT_FILES_EVERY);
    }
  }

  @Deactivate
  void deactivate() {
    watch.end();
  }

  @Override
  public Resolution resolve(Mailbox recipient, boolean mayRelay) {
    return table.get().resolve(recipient, mayRelay);
  }

  @Override
  public Mailbox postmaster() {
    return table.get().postmaster();
  }

  @Override
  public RelaySettings relay() {
    return table.get().relay();
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(RoutingSettings.PID, properties);
  }
}
