package org.karamail.plugin.antispam;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.plugin.memory.Fingerprint;
import org.karamail.plugin.memory.Form;
import org.karamail.plugin.memory.Memory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was put off already, and when: a client's address, a sender and recipients. On disk too, so that nobody is put off twice
 * because the server was started anew.
 *
 * <p><b>Threads.</b> Any; one lock.
 */
final class SecondChances implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SecondChances.class);
  private static final int MOST = 50_000;
  private static final Duration KEPT = Duration.ofDays(1);

  private final Clock clock;
  private final Memory<Instant> firstSeen = new Memory<>(LOG, "antispam", new Line());

  SecondChances(Clock clock) {
    this.clock = clock;
  }

  /**
   * Whether the message was put off this long ago, or longer. The first time, the time begins.
   *
   * @param folder where the journal lies; read when the first question comes
   */
  synchronized boolean has(IncomingMessage mail, Duration delay, Path folder) {
    Instant now = clock.instant();
    firstSeen.open(folder, MOST, first -> isForgotten(first, now));
    Fingerprint key = key(mail);
    Optional<Instant> first = firstSeen.find(key).filter(its -> !isForgotten(its, now));
    if (first.isEmpty()) {
      firstSeen.note(key, now);
      firstSeen.prune(MOST, its -> isForgotten(its, now));
      return delay.isZero();
    }
    return !first.get().plus(delay).isAfter(now);
  }

  @Override
  public synchronized void close() {
    firstSeen.close();
  }

  /** Long ago; or in the future, which a clock that was set back makes of a moment ago. */
  private static boolean isForgotten(Instant first, Instant now) {
    return first.plus(KEPT).isBefore(now) || first.isAfter(now);
  }

  private static Fingerprint key(IncomingMessage mail) {
    String client = mail.session().map(Session::remoteAddress).map(address -> address.getHostAddress()).orElse("");
    return Fingerprint.of("message", client, mail.envelope().sender().toString(), mail.recipients().toString());
  }

  /** In milliseconds, so that a delay of a few seconds is as long after a restart. */
  private static final class Line implements Form<Instant> {

    private static final Pattern FORM = Pattern.compile("\\d{1,14}");

    @Override
    public String write(Instant first) {
      return Long.toString(first.toEpochMilli());
    }

    @Override
    public Optional<Instant> read(String text) {
      return FORM.matcher(text).matches() ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text))) : Optional.empty();
    }
  }
}
