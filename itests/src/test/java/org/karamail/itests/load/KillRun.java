package org.karamail.itests.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;

/**
 * Kills a server under load with kill -9, again and again, and compares what it acknowledged with what has arrived.
 *
 * <p>Every fourth kill is followed by one during the start. The last cycle is not killed: it delivers what is left.
 */
public final class KillRun {

  private final Launch launch;
  private final Arrivals arrivals;
  private final String run;
  private final Random random;
  private final List<Long> restarts = new ArrayList<>();

  private KillRun(Launch launch, Arrivals arrivals, String run) {
    this.launch = launch;
    this.arrivals = arrivals;
    this.run = run;
    this.random = new Random(run.hashCode());
  }

  /**
   * What was done and what came of it.
   *
   * @param comparison acknowledged beside delivered
   * @param restartMillis from each restart to the greeting
   * @param injector the injector's own last words
   */
  public record Result(Comparison comparison, List<Long> restartMillis, String injector) {}

  /** Sends until this many are acknowledged, with this many kills spread over them; they end in the server's mailboxes. */
  public static Result of(Launch launch, String run, int kills, int acknowledged) throws IOException, InterruptedException {
    return of(launch, new MailboxArrivals(launch.maildirs()), run, kills, acknowledged);
  }

  /** The same; they end wherever the server is configured to bring them. */
  public static Result of(Launch launch, Arrivals arrivals, String run, int kills, int acknowledged)
      throws IOException, InterruptedException {
    return new KillRun(launch, arrivals, run).perform(kills, acknowledged);
  }

  private Result perform(int kills, int acknowledged) throws IOException, InterruptedException {
    KaramailProcess server = KaramailProcess.start(launch);
    try (InjectorProcess injector = InjectorProcess.start(launch, run, 8)) {
      for (int kill = 1; kill <= kills; kill++) {
        injector.awaitAcknowledged(target(kill, kills, acknowledged));
        server.kill();
        arrivals.killed();
        if (kill % 4 == 0) {
          killWhileItStarts();
        }
        server = restarted();
      }
      injector.awaitAcknowledged(acknowledged);
      List<Ledger.Entry> ledger = injector.stop();
      Delivery.await(arrivals, run, ledger);
      server.stop(Duration.ofSeconds(30));
      return new Result(Comparison.of(run, ledger, arrivals), List.copyOf(restarts), injector.summary());
    } finally {
      server.close();
    }
  }

  /** Evenly spread, but not at the same beat as anything the server does. */
  private long target(int kill, int kills, int acknowledged) {
    int step = acknowledged / (kills + 1);
    return (long) kill * step + random.nextInt(Math.max(1, step / 4));
  }

  /** Recovery itself must survive: at some instant of the next start, most likely while the queue is opened. */
  private void killWhileItStarts() {
    Duration instant = Duration.ofMillis(200 + random.nextInt(4000));
    try (KaramailProcess half = KaramailProcess.launch(launch)) {
      Awaitility.await("the instant of the kill").pollDelay(instant).until(() -> true);
      half.kill();
      arrivals.killed();
    }
  }

  private KaramailProcess restarted() {
    long before = System.nanoTime();
    KaramailProcess again = KaramailProcess.start(launch);
    restarts.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
    return again;
  }
}
