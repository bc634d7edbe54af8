package org.karamail.mock.internal;

import java.util.Map;
import java.util.Optional;
import org.karamail.delivery.Transport;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mock transport as a component: registers it while a pattern is configured. */
@Component(service = {}, immediate = true, configurationPid = MockSettings.PID)
@Designate(ocd = MockConfiguration.class)
public final class MockComponent {

  private static final Logger LOG = LoggerFactory.getLogger(MockComponent.class);

  private final BundleContext context;
  private final LastGood<MockSettings> settings;
  private final MockTransport transport;
  private Optional<ServiceRegistration<Transport>> registration = Optional.empty();

  @Activate
  public MockComponent(BundleContext context, Map<String, Object> properties) {
    this.context = context;
    this.settings = new LastGood<>(LOG, settings(properties), MockSettings::read);
    this.transport = new MockTransport(settings.get());
    register();
  }

  @Modified
  public synchronized void modified(Map<String, Object> properties) {
    if (settings.offer(settings(properties))) {
      register();
      transport.use(settings.get());
    }
  }

  @Deactivate
  public synchronized void stop() {
    unregister();
  }

  private void register() {
    if (settings.get().isEmpty()) {
      unregister();
    } else if (registration.isEmpty()) {
      registration = Optional.of(context.registerService(Transport.class, transport, null));
      LOG.warn("a drill is on: mail on a route of the transport 'mock' is not delivered; karamail.mock says who gets what");
    }
  }

  private void unregister() {
    if (registration.isPresent()) {
      registration.get().unregister();
      registration = Optional.empty();
      LOG.info("the drill is over: mail on a route of the transport 'mock' waits");
    }
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(MockSettings.PID, properties);
  }
}
