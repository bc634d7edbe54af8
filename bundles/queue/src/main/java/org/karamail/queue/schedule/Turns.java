package org.karamail.queue.schedule;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lines that take turns: first the sites among themselves, then the lines of a site, so that a site of ten thousand lines has
 * no more turns than a site of one. Who has had a turn goes to the end. A site without room is passed over once in a claim,
 * whatever waits in it, and goes to the end as well.
 *
 * <p>A line keeps its site as long as it takes part.
 */
final class Turns {

  private final Map<String, Set<Line>> sites = new LinkedHashMap<>();
  private final Map<String, Set<Line>> passedOver = new LinkedHashMap<>();

  /** Lets a line take part, at the end of its site; one that does already keeps its place. */
  void join(Line line) {
    Set<Line> waiting = passedOver.containsKey(line.site()) ? passedOver.get(line.site()) : sites.get(line.site());
    if (waiting == null) {
      waiting = new LinkedHashSet<>();
      sites.put(line.site(), waiting);
    }
    waiting.add(line);
  }

  void leave(Line line) {
    leave(line, sites);
    leave(line, passedOver);
  }

  private static void leave(Line line, Map<String, Set<Line>> from) {
    Set<Line> waiting = from.get(line.site());
    if (waiting != null && waiting.remove(line) && waiting.isEmpty()) {
      from.remove(line.site());
    }
  }

  boolean isEmpty() {
    return sites.isEmpty();
  }

  /** Takes out the line whose turn it is; empty when no site that is left has room. */
  Optional<Line> next(Predicate<String> hasRoom) {
    Iterator<Map.Entry<String, Set<Line>>> inTurn = sites.entrySet().iterator();
    while (inTurn.hasNext()) {
      Map.Entry<String, Set<Line>> site = inTurn.next();
      String name = site.getKey();
      Set<Line> waiting = site.getValue();
      inTurn.remove();
      if (hasRoom.test(name)) {
        return Optional.of(takeFirst(name, waiting));
      }
      passedOver.put(name, waiting);
    }
    return Optional.empty();
  }

  private Line takeFirst(String site, Set<Line> waiting) {
    Line first = waiting.iterator().next();
    waiting.remove(first);
    if (!waiting.isEmpty()) {
      sites.put(site, waiting);
    }
    return first;
  }

  /** Brings back the sites that were passed over, and names a line of each, another one every time; ends a claim. */
  List<Line> readmit() {
    List<Line> some = new ArrayList<>();
    for (Set<Line> waiting : passedOver.values()) {
      Line first = waiting.iterator().next();
      waiting.remove(first);
      waiting.add(first);
      some.add(first);
    }
    sites.putAll(passedOver);
    passedOver.clear();
    return some;
  }
}
