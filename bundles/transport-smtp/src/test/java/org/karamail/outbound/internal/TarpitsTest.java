package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/** Forty sites of five domains each that hang, beside one that answers. Its figures go to {@code target/tarpits.txt}. */
class TarpitsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SITES = 40;
  private static final int DOMAINS = 5;
  private static final int MESSAGES = 50;
  private static final int HEALTHY = 600;
  private static final int AT_ONCE = 8;
  private static final List<PeerStage> WHERE = List.of(PeerStage.BANNER, PeerStage.RCPT, PeerStage.DOT);

  private final AtomicInteger mostWorkers = new AtomicInteger();
  private final Stopwatch stopwatch = new Stopwatch();

  @TempDir Path home;

  @Test
  void fortySitesThatHangHoldUpNeitherAHealthyOneNorMoreThanTwoWorkersEach() throws IOException {
    List<String> figures = new ArrayList<>();
    try (Outbox outbox = new Outbox(home, "10s")) {
      ScriptedPeer healthy = outbox.host("mx.healthy.example", "127.0.2.1", stopwatch, "healthy.example");
      outbox.delivery().start();
      healthyMail(outbox);
      figures.add("alone " + healthyMail(outbox));

      tarpits(outbox);
      await().atMost(PATIENCE).until(() -> outbox.delivery().active() == SITES);
      figures.add("40 attempts hang " + healthyMail(outbox));

      for (int i = 0; i < 2; i++) {
        outbox.age(Duration.ofSeconds(5));
        int hanging = SITES * Math.min(i + 2, 2);
        await().atMost(PATIENCE).until(() -> outbox.delivery().active() == hanging);
      }
      figures.add("80 attempts hang " + healthyMail(outbox));

      assertThat(healthy.confirmed()).hasSize(4 * HEALTHY);
      assertThat(outbox.delivery().active()).isEqualTo(2 * SITES);
      assertThat(mostWorkers.get()).isLessThanOrEqualTo(2 * SITES + 50);
      assertThat(outbox.queue().store().statistics().delivered()).isEqualTo(4 * HEALTHY);
      figures.add("most workers " + mostWorkers);
    }
    Files.write(Path.of("target", "tarpits.txt"), figures);
  }

  /** They begin to hang at once, so that none counts as slow before the last has begun. */
  private static void tarpits(Outbox outbox) {
    outbox.pause(true);
    List<CompletableFuture<Void>> accepted = new ArrayList<>();
    for (int site = 0; site < SITES; site++) {
      int number = site;
      String[] domains =
          IntStream.range(0, DOMAINS).mapToObj(i -> "d" + i + ".tarpit" + number + ".example").toArray(String[]::new);
      Script script = Script.at(WHERE.get(site % WHERE.size()), Act.of(Act.Kind.HANG));
      outbox.host("mx.tarpit" + site + ".example", "127.0.3." + (site + 1), script, domains);
      for (int i = 0; i < MESSAGES; i++) {
        accepted.add(outbox.acceptSoon("user" + i + "@" + domains[i % DOMAINS]).toCompletableFuture());
      }
    }
    CompletableFuture.allOf(accepted.toArray(CompletableFuture<?>[]::new)).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    outbox.pause(false);
  }

  /** Sends mail to the healthy site, a few at once, and answers how long it took from the queue to the peer. */
  private String healthyMail(Outbox outbox) {
    stopwatch.times.clear();
    AtomicInteger sent = new AtomicInteger();
    Runnable next = () -> send(outbox, sent);
    stopwatch.next = next;
    for (int i = 0; i < AT_ONCE; i++) {
      next.run();
    }
    await().atMost(PATIENCE).until(() -> stopwatch.times.size() == HEALTHY);
    await().atMost(PATIENCE).until(() -> outbox.queue().store().statistics().delivered() % HEALTHY == 0);
    List<Long> sorted = new ArrayList<>(stopwatch.times);
    Collections.sort(sorted);
    return "median " + micros(sorted, 50) + " us, p99 " + micros(sorted, 99) + " us, of " + sorted.size();
  }

  private void send(Outbox outbox, AtomicInteger sent) {
    mostWorkers.accumulateAndGet(workers(), Math::max);
    int number = sent.getAndIncrement();
    if (number < HEALTHY) {
      String recipient = "user" + number + "@healthy.example";
      stopwatch.begun.put(recipient, System.nanoTime());
      outbox.acceptSoon(recipient);
    }
  }

  private static int workers() {
    Thread[] all = new Thread[2_000];
    int count = Thread.enumerate(all);
    return (int) Stream.of(all).limit(count).filter(one -> one.getName().startsWith("karamail-delivery-")).count();
  }

  private static long micros(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1_000;
  }

  /** A good server that notes when the final dot of each message comes. */
  private static final class Stopwatch implements Script {

    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<Integer, String> recipients = new ConcurrentHashMap<>();
    private final List<Long> times = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable next = () -> {};

    @Override
    public Act at(Moment moment) {
      if (moment.stage() == PeerStage.RCPT) {
        String line = moment.line();
        recipients.put(moment.connection(), line.substring(line.indexOf('<') + 1, line.indexOf('>')));
      } else if (moment.stage() == PeerStage.DOT) {
        times.add(System.nanoTime() - begun.get(recipients.get(moment.connection())));
        next.run();
      }
      return Act.polite();
    }
  }
}
