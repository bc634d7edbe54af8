package org.karamail.routing.internal.mx;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names sites, and remembers the one of each next hop. A site is what limits attach to: the set of a domain's mail hosts, or
 * a provider whose hosts an operator has named by a pattern. Domains of one provider share a site that way, and its limits.
 *
 * <p>Safe on any thread; never waits.
 */
final class Sites {

  private static final int LONGEST_NAME = 200;
  private static final int REMEMBERED = 50_000;

  private final Map<String, String> remembered =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * The name of a set of hosts.
   *
   * @param hosts at least one, best first
   * @param providers patterns such as {@code *.mail.protection.outlook.com}
   */
  static String name(List<String> hosts, Collection<String> providers) {
    Optional<String> provider = providers.stream().filter(pattern -> hosts.stream().allMatch(h -> fits(pattern, h))).findFirst();
    return provider.orElseGet(() -> joined(hosts));
  }

  private static boolean fits(String pattern, String host) {
    return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
  }

  private static String joined(List<String> hosts) {
    String all = String.join(",", hosts.stream().sorted().distinct().toList());
    return all.length() <= LONGEST_NAME ? all : hosts.get(0) + "+" + Integer.toHexString(all.hashCode());
  }

  synchronized void remember(String nextHop, String site) {
    remembered.put(nextHop, site);
  }

  synchronized Optional<String> known(String nextHop) {
    return Optional.ofNullable(remembered.get(nextHop));
  }
}
