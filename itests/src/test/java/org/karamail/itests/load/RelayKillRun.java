package org.karamail.itests.load;

import java.io.IOException;
import java.util.Map;
import org.karamail.itests.instance.Launch;

/**
 * Kills a server with kill -9 while it relays to a {@link SmtpSink}, and counts what came there twice. A message that the
 * sink has taken, and whose outcome was not on disk yet, is relayed again: over SMTP nobody can avoid that. More must not be.
 *
 * @param result what {@link KillRun} says
 * @param kills how often the server was killed, those during its start too
 * @param mostUnderWay how many transactions were between DATA and the answer to the dot at once
 * @param repeatedByLife how many messages came again in a later life, by the life in which they had come before
 * @param repeatedWithoutKill how many came again from the same life
 */
public record RelayKillRun(KillRun.Result result, int kills, int mostUnderWay, Map<Integer, Integer> repeatedByLife, int repeatedWithoutKill) {

  /** Attempts that may be under way at once for one site, as shipped ({@code maxConcurrentPerSite}). */
  public static final int CONCURRENT_ATTEMPTS = 10;

  /** Performs one. */
  public static RelayKillRun perform(Launch shipped, String run, int kills, int acknowledged) throws IOException, InterruptedException {
    try (SmtpSink sink = SmtpSink.start()) {
      KillRun.Result result = KillRun.of(sink.nextHopOf(shipped), sink, run, kills, acknowledged);
      return new RelayKillRun(result, sink.kills(), sink.mostUnderWay(), sink.repeatedByLife(), sink.repeatedWithoutKill());
    }
  }

  /** Whether it kept the promise. */
  public boolean passes() {
    return result.comparison().lost().isEmpty()
        && result.comparison().corrupt().isEmpty()
        && repeatedWithoutKill == 0
        && repeatedByLife.values().stream().allMatch(repeated -> repeated <= CONCURRENT_ATTEMPTS);
  }

  /** One line for a report. */
  public String summary() {
    return "%s; kills %d, messages doubled by each %s, without a kill %d, most under way at once %d; ms to 220: %s"
        .formatted(result.comparison().summary(), kills, repeatedByLife, repeatedWithoutKill, mostUnderWay, result.restartMillis());
  }

  /** The long form, behind {@code itests/scripts/relay-kill-test}. Arguments: kills, acknowledged messages. */
  public static void main(String[] args) throws IOException, InterruptedException {
    RelayKillRun run =
        perform(
            Launch.shipped("relay-kill-test"),
            "full" + System.nanoTime(),
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]));
    System.out.println(run.summary());
    System.out.println("injector: " + run.result().injector());
    System.out.println(run.passes() ? "PASSED" : "FAILED");
    System.exit(run.passes() ? 0 : 1);
  }
}
