package org.karamail.queue.schedule;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lines that take turns: who has had one goes to the end. A line without room is passed over once in a claim, whatever
 * waits in it, and goes to the end as well.
 */
final class Turns {

  private final Set<Line> lines = new LinkedHashSet<>();
  private final List<Line> passedOver = new ArrayList<>();

  /** Lets a line take part, at the end; one that does already keeps its place. */
  void join(Line line) {
    lines.add(line);
  }

  void leave(Line line) {
    lines.remove(line);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Takes out the line whose turn it is; empty when none that is left has room. */
  Optional<Line> next(Predicate<Line> hasRoom) {
    Iterator<Line> inTurn = lines.iterator();
    while (inTurn.hasNext()) {
      Line line = inTurn.next();
      inTurn.remove();
      if (hasRoom.test(line)) {
        return Optional.of(line);
      }
      passedOver.add(line);
    }
    return Optional.empty();
  }

  /** Brings back the lines that were passed over; ends a claim. */
  void readmit() {
    lines.addAll(passedOver);
    passedOver.clear();
  }
}
