package org.karamail.rocksdb.internal.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.karamail.model.Route;

/**
 * A route as text. What is read is shared: a million recipients have few routes, and checking one costs more than finding
 * it.
 */
final class RouteText {

  private static final int MOST_SHARED = 20_000;
  private static final Map<String, Route> SHARED = new ConcurrentHashMap<>();

  private RouteText() {}

  static String of(Route route) {
    return route.toString();
  }

  static Route parse(String text) {
    Route known = SHARED.get(text);
    return known != null ? known : share(text);
  }

  private static Route share(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new UnreadableRecordException("not a route: '" + text + "'");
    }
    if (SHARED.size() >= MOST_SHARED) {
      SHARED.clear();
    }
    return SHARED.computeIfAbsent(text, t -> new Route(t.substring(0, colon), t.substring(colon + 1)));
  }
}
