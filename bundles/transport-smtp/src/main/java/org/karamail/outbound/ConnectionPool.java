package org.karamail.outbound;

import java.util.List;
import org.karamail.routing.TlsPolicy;
import org.osgi.annotation.versioning.ProviderType;

/** Looks at the connections to other hosts from outside. One service; any thread, waits for nothing. */
@ProviderType
public interface ConnectionPool {

  PoolStatistics statistics();

  /** How many connections to one host may be open at once. */
  int perHost();

  /** How connections are protected where the route does not say. */
  TlsPolicy tls();

  /** What there is for each host, busiest first. */
  List<HostConnections> hosts();
}
