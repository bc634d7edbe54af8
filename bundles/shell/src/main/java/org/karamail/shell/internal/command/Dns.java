package org.karamail.shell.internal.command;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.karamail.dns.DnsCache;
import org.karamail.dns.Resolver;
import org.karamail.shell.internal.Refusal;

/** What the DNS commands share: the services, or why they are missing, and waiting with an end. */
final class Dns {

  private static final String MISSING = "there is no resolver: the bundle org.karamail.dns has not started; log:display tells why";
  private static final long PATIENCE_MINUTES = 5;

  private Dns() {}

  static Resolver required(@Nullable Resolver resolver) {
    if (resolver == null) {
      throw new Refusal(MISSING);
    }
    return resolver;
  }

  static DnsCache required(@Nullable DnsCache cache) {
    if (cache == null) {
      throw new Refusal(MISSING);
    }
    return cache;
  }

  /** Waits for an answer; every question has its own time-out, so this one is for what should not happen. */
  static <T> T await(CompletionStage<T> stage) throws InterruptedException {
    try {
      return stage.toCompletableFuture().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new Refusal("no answer within " + PATIENCE_MINUTES + " minutes");
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }
}
