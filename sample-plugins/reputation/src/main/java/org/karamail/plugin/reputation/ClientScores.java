package org.karamail.plugin.reputation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.karamail.plugin.memory.Fingerprint;
import org.karamail.plugin.memory.Memory;
import org.karamail.settings.AddressRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients have done here, as a number from -100 to 100 of which half is forgotten in a set time. Bounded: who was heard
 * of longest ago is forgotten first. A change of five points is noted on disk; smaller ones are when they have added up to that.
 *
 * <p><b>Threads.</b> Any; one lock.
 */
final class ClientScores implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClientScores.class);
  private static final double MOST = 100;

  private final Clock clock;
  private final Memory<Mark> marks = new Memory<>(LOG, "reputation", new Mark.Line());

  ClientScores(Clock clock) {
    this.clock = clock;
  }

  /** @param folder where the journal lies; read when the first question comes */
  synchronized double of(AddressRange client, ReputationSettings rules, Path folder) {
    Instant now = clock.instant();
    open(folder, rules, now);
    return of(fingerprint(client), rules, now);
  }

  /** @param folder as for {@link #of} */
  synchronized void add(AddressRange client, double points, ReputationSettings rules, Path folder) {
    if (points == 0) {
      return;
    }
    Instant now = clock.instant();
    open(folder, rules, now);
    Fingerprint whose = fingerprint(client);
    double score = Math.max(-MOST, Math.min(MOST, of(whose, rules, now) + points));
    Mark mark = new Mark(score, now, marks.find(whose).map(Mark::noted).orElse(0.0));
    if (mark.isWorthALine()) {
      marks.note(whose, mark.asNoted());
    } else {
      marks.keep(whose, mark);
    }
    marks.prune(rules.maxClients(), its -> its.isForgotten(now, rules.halfLife()));
  }

  synchronized int size() {
    return marks.size();
  }

  @Override
  public synchronized void close() {
    marks.close();
  }

  private void open(Path folder, ReputationSettings rules, Instant now) {
    marks.open(folder, rules.maxClients(), its -> its.isForgotten(now, rules.halfLife()));
  }

  private double of(Fingerprint whose, ReputationSettings rules, Instant now) {
    return marks.find(whose).map(mark -> mark.after(now, rules.halfLife())).orElse(0.0);
  }

  private static Fingerprint fingerprint(AddressRange client) {
    return Fingerprint.of("client", client.toString());
  }
}
