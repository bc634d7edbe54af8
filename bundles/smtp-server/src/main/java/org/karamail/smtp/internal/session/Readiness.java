package org.karamail.smtp.internal.session;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.karamail.hook.engine.HookEngine;

/**
 * Whether mail may be taken in as far as plugins are concerned, asked anew a few times a second, so that asking at every MAIL
 * costs nothing. Any thread.
 */
public final class Readiness {

  private static final long GOOD_FOR = TimeUnit.MILLISECONDS.toNanos(200);

  private final HookEngine engine;
  private final LongSupplier nanos;
  private volatile Seen last;

  /** What was seen, and when. */
  private record Seen(boolean ready, long at) {}

  public Readiness(HookEngine engine, LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
    this.last = look();
  }

  /** Whether every plugin is there without which no mail is taken in. */
  public boolean isReady() {
    Seen seen = last;
    if (nanos.getAsLong() - seen.at() >= GOOD_FOR) {
      seen = look();
      last = seen;
    }
    return seen.ready();
  }

  private Seen look() {
    return new Seen(engine.readiness().ready(), nanos.getAsLong());
  }
}
