package org.karamail.plugin.mailauth.spf;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.karamail.dns.Resolver;

/** Checks claims (RFC 7208 section 4). Safe on any thread; never waits. */
public final class SpfCheck {

  private final Resolver resolver;
  private final Clock clock;
  private final LongSupplier nanoTime;

  /**
   * A check over these name servers.
   *
   * @param nanoTime a clock that nobody sets, for the time a check may take
   */
  public SpfCheck(Resolver resolver, Clock clock, LongSupplier nanoTime) {
    this.resolver = resolver;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Answers whether the client may send for the domain. The stage never fails for what name servers say.
   *
   * @param receiver our own name, for the domain's explanation
   * @param patience after this nothing more is asked; what is unknown then is temperror
   */
  public CompletionStage<SpfAnswer> check(Claim claim, String receiver, Duration patience) {
    Evaluation evaluation =
        new Evaluation(claim, new Questions(resolver, nanoTime, patience), receiver, clock.instant());
    return evaluation
        .check(claim.domain())
        .thenCompose(
            result ->
                evaluation
                    .explain(result)
                    .thenApply(text -> new SpfAnswer(result.value(), SpfRecord.printable(result.detail()), text)));
  }
}
