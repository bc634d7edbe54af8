package org.karamail.outbound.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karamail.delivery.Transport;
import org.karamail.outbound.ConnectionPool;
import org.karamail.outbound.HostConnections;
import org.karamail.outbound.PoolStatistics;
import org.karamail.outbound.internal.wire.Overdue;
import org.karamail.routing.Destinations;
import org.karamail.routing.TlsPolicy;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SMTP client as a component: one pool of connections, two transports on it. */
@Component(service = ConnectionPool.class, immediate = true, configurationPid = OutboundSettings.PID)
@Designate(ocd = OutboundConfiguration.class)
public final class OutboundComponent implements ConnectionPool {

  private static final Logger LOG = LoggerFactory.getLogger(OutboundComponent.class);

  private final LastGood<OutboundSettings> settings;
  private final Overdue overdue = new Overdue();
  private final Caretaker caretaker = new Caretaker();
  private final Connections connections;
  private final List<ServiceRegistration<Transport>> transports = new ArrayList<>();

  @Activate
  public OutboundComponent(
      BundleContext context, Map<String, Object> properties, @Reference Destinations destinations) {
    this.settings = new LastGood<>(LOG, settings(properties), OutboundSettings::read);
    this.connections = new Connections(settings::get, System::nanoTime, caretaker);
    caretaker.lookAfter(connections, settings::get);
    String host = Instance.of(context).hostname();
    Detours detours = new Detours(System::nanoTime);
    for (boolean lmtp : new boolean[] {false, true}) {
      Transport transport = new SmtpTransport(lmtp, host, settings::get, destinations, connections, overdue, detours);
      transports.add(context.registerService(Transport.class, transport, null));
    }
  }

  @Modified
  public void modified(Map<String, Object> properties) {
    settings.offer(settings(properties));
  }

  @Deactivate
  public void stop() {
    transports.forEach(ServiceRegistration::unregister);
    connections.close();
    caretaker.close();
    overdue.close();
  }

  @Override
  public PoolStatistics statistics() {
    return connections.statistics();
  }

  @Override
  public int perHost() {
    return connections.perHost();
  }

  @Override
  public TlsPolicy tls() {
    return connections.tls();
  }

  @Override
  public List<HostConnections> hosts() {
    return connections.hosts();
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(OutboundSettings.PID, properties);
  }
}
