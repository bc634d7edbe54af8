package org.karamail.smtp.internal.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;
import org.karamail.model.MailDomain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a domain has declared that it takes no mail, by a null MX (RFC 7505): then nobody there can be told what became
 * of a message, and its address is most likely forged.
 *
 * <p>Only a clear answer counts. A client waits for one no longer than {@link #PATIENCE}. When so many in a row have waited in
 * vain that it is not about one domain but about our name servers, nobody is asked for a while, and mail comes in without
 * this question. Any thread; answers are cached by the resolver.
 */
final class NullMx {

  /** How long a client is made to wait. */
  static final Duration PATIENCE = Duration.ofSeconds(2);
  /** How many have waited in vain, one after the other, until nobody is asked. */
  static final int MOST_SILENCES = 5;
  /** How long nobody is asked then. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(NullMx.class);

  private final Resolver resolver;
  private final Duration patience;
  private final LongSupplier nanos;
  private final AtomicInteger silences = new AtomicInteger();
  private volatile long lastSilence;

  NullMx(Resolver resolver, Duration patience, LongSupplier nanos) {
    this.resolver = resolver;
    this.patience = patience;
    this.nanos = nanos;
  }

  /** Completes within the patience, never exceptionally; false where that is not known. */
  CompletionStage<Boolean> isDeclaredBy(MailDomain domain) {
    if (domain.isAddressLiteral() || isPausing()) {
      return CompletableFuture.completedStage(false);
    }
    return resolver
        .mx(domain.text())
        .thenApply(this::says)
        .toCompletableFuture()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(silence -> unanswered(domain));
  }

  private boolean says(DnsAnswer<MxRecord> answer) {
    silences.set(0);
    return answer.records().size() == 1 && answer.records().get(0).isNull();
  }

  private boolean unanswered(MailDomain domain) {
    lastSilence = nanos.getAsLong();
    if (silences.incrementAndGet() == MOST_SILENCES) {
      LOG.warn(
          "no answer about the MX of {} and of others before it, within {} ms each; for {} s senders are not asked for a null MX",
          domain,
          patience.toMillis(),
          PAUSE.toSeconds());
    }
    return false;
  }

  /** After the pause one more silence begins the next. */
  private boolean isPausing() {
    return silences.get() >= MOST_SILENCES && nanos.getAsLong() - lastSilence < PAUSE.toNanos();
  }
}
