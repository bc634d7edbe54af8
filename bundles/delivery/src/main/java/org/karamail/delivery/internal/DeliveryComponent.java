package org.karamail.delivery.internal;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.karamail.delivery.AttemptErrors;
import org.karamail.delivery.Delivery;
import org.karamail.delivery.SiteStanding;
import org.karamail.delivery.Transport;
import org.karamail.hook.engine.HookEngine;
import org.karamail.intake.Intake;
import org.karamail.model.Route;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery as a component: configuration, transports that come and go, start and stop. Declarative Services calls {@link
 * #bindTransport} for what is there, then {@link #start}.
 */
@Component(service = Delivery.class, immediate = true, configurationPid = DeliverySettings.PID)
@Designate(ocd = DeliveryConfiguration.class)
public final class DeliveryComponent implements Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryComponent.class);

  private final LastGood<DeliverySettings> settings;
  private final DeliveryEngine engine;

  @Activate
  public DeliveryComponent(
      BundleContext context,
      Map<String, Object> properties,
      @Reference MailQueueStore store,
      @Reference QueuePolicy policy,
      @Reference Intake intake,
      @Reference HookEngine engine) {
    this(
        properties,
        new DeliveryEngine.Surroundings(
            store,
            policy,
            intake,
            engine,
            Instance.of(context).hostname(),
            Clock.system(ZoneId.systemDefault()),
            System::nanoTime));
  }

  DeliveryComponent(Map<String, ?> properties, DeliveryEngine.Surroundings surroundings) {
    this.settings = new LastGood<>(LOG, settings(properties), DeliverySettings::read);
    this.engine = new DeliveryEngine(surroundings, settings::get);
  }

  /** Called for each transport that is there before {@link #start}, and for each that comes later. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindTransport(Transport transport) {
    engine.add(transport);
  }

  public void unbindTransport(Transport transport) {
    engine.remove(transport);
  }

  @Activate
  public void start() {
    engine.start();
  }

  @Modified
  public void modified(Map<String, Object> properties) {
    settings.offer(settings(properties));
    engine.wake();
  }

  @Deactivate
  public void stop() {
    engine.stop();
  }

  @Override
  public int active() {
    return engine.slots().active();
  }

  @Override
  public int limit() {
    return settings.get().maxConcurrentDeliveries();
  }

  @Override
  public boolean isPaused() {
    return settings.get().paused();
  }

  @Override
  public SiteStanding standing(Route route) {
    return engine.standing(route);
  }

  @Override
  public void tryFailedSites() {
    engine.tryFailedSites();
  }

  @Override
  public AttemptErrors errors() {
    return engine.errors();
  }

  @Override
  public Set<String> transports() {
    return engine.transports().names();
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(DeliverySettings.PID, properties);
  }
}
