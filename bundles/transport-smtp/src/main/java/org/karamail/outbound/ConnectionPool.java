package org.karamail.outbound;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Looks at the connections to other hosts from outside. One service; any thread, waits for nothing. */
@ProviderType
public interface ConnectionPool {

  PoolStatistics statistics();

  /** What there is for each host, busiest first. */
  List<HostConnections> hosts();
}
