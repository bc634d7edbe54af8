package org.karamail.rocksdb.internal;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Reply;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.SettablePolicy;

/**
 * Enqueue, read, done: so many cycles in a second, with history and outbox, until the time is up.
 *
 * <p>Arguments: producers (32), octets of the body (4096), seconds (10), messages queued beforehand for later (0). Prints
 * cycles per second, and the 50th and 99th percentile of what a producer waits from the first octet to the durable commit.
 */
final class StoreBenchmark {

  private static final int WORKERS = 4;
  private static final int MOST_LEASED = 500;

  private final MailQueueStore store;
  private final int producers;
  private final SampleMail mail;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong done = new AtomicLong();
  private final BlockingQueue<Lease> leases = new LinkedBlockingQueue<>();
  private final Semaphore work = new Semaphore(0);
  private final Semaphore room = new Semaphore(MOST_LEASED);

  private StoreBenchmark(MailQueueStore store, int producers, SampleMail mail) {
    this.store = store;
    this.producers = producers;
    this.mail = mail;
  }

  public static void main(String[] arguments) throws Exception {
    int[] values = {32, 4096, 10, 0};
    for (int i = 0; i < arguments.length; i++) {
      values[i] = Integer.parseInt(arguments[i]);
    }
    Path folder = Files.createTempDirectory(Path.of("target"), "benchmark");
    SampleMail mail = SampleMail.to("bea@north.example").withBody(SampleMail.octets(values[1], 1));
    try (OpenRocksStore open = OpenRocksStore.in(folder, Clock.systemUTC(), new SettablePolicy())) {
      queueForLater(open.store(), mail, values[3]);
    }
    long opening = System.nanoTime();
    try (OpenRocksStore open = OpenRocksStore.in(folder, Clock.systemUTC(), new SettablePolicy())) {
      System.out.printf("open with %d messages: %d ms%n", values[3], (System.nanoTime() - opening) / 1_000_000);
      StoreBenchmark benchmark = new StoreBenchmark(open.store(), values[0], mail);
      benchmark.run(3);
      benchmark.over.set(false);
      benchmark.run(values[2]);
    }
  }

  /** Messages that are due tomorrow, and what each takes of the heap. */
  private static void queueForLater(MailQueueStore store, SampleMail mail, int messages) throws Exception {
    long before = heap();
    Semaphore inFlight = new Semaphore(1_000);
    for (int i = 0; i < messages; i++) {
      SampleMail later = mail.dueAt(Instant.now().plusSeconds(86_400 + i / 100));
      inFlight.acquire();
      commit(store, later).whenComplete((ok, failed) -> inFlight.release());
    }
    inFlight.acquire(1_000);
    if (messages > 0) {
      System.out.printf("heap per open recipient: %d octets%n", (heap() - before) / messages);
    }
  }

  private static long heap() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static CompletionStage<Void> commit(MailQueueStore store, SampleMail mail) throws Exception {
    Draft draft = store.begin(mail.body().length);
    draft.sink().write(ByteBuffer.wrap(mail.body())).toCompletableFuture().get();
    return draft.commit(mail.submission(Instant.now()));
  }

  private void run(int seconds) throws Exception {
    done.set(0);
    List<Thread> threads = new ArrayList<>();
    List<long[]> waits = new ArrayList<>();
    AutoCloseable listening = store.onWork(work::release);
    try {
      for (int i = 0; i < producers; i++) {
        long[] own = new long[2_000_000 / producers];
        waits.add(own);
        threads.add(start(() -> produce(own)));
      }
      threads.add(start(this::dispatch));
      for (int i = 0; i < WORKERS; i++) {
        threads.add(start(this::deliver));
      }
      long begin = System.nanoTime();
      new Semaphore(0).tryAcquire(seconds, java.util.concurrent.TimeUnit.SECONDS);
      long cycles = done.get();
      double took = (System.nanoTime() - begin) / 1e9;
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      report(cycles / took, waits);
    } finally {
      listening.close();
    }
  }

  private static void report(double rate, List<long[]> waits) {
    long[] all = waits.stream().flatMapToLong(Arrays::stream).filter(wait -> wait > 0).sorted().toArray();
    System.out.printf(
        "%.0f cycles/s; commit p50 %.1f ms, p99 %.1f ms, longest %.1f ms of %d%n",
        rate, all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6, all[all.length - 1] / 1e6, all.length);
  }

  /** Work of a benchmark's thread. */
  private interface Work {
    void run() throws Exception;
  }

  private static Thread start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception failed) {
                throw new IllegalStateException(failed);
              }
            });
    thread.start();
    return thread;
  }

  private void produce(long[] waits) throws Exception {
    for (int i = 0; i < waits.length && !over.get(); i++) {
      long begin = System.nanoTime();
      commit(store, mail).toCompletableFuture().get();
      waits[i] = System.nanoTime() - begin;
    }
  }

  private void dispatch() throws Exception {
    while (!over.get()) {
      if (!work.tryAcquire(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        continue;
      }
      work.drainPermits();
      for (List<Lease> claimed = claim(); !claimed.isEmpty(); claimed = claim()) {
        leases.addAll(claimed);
      }
    }
  }

  private List<Lease> claim() throws InterruptedException {
    room.acquire();
    int free = room.drainPermits() + 1;
    List<Lease> claimed = store.claim(new ClaimSpec(Instant.now(), Math.min(free, 64), 100, Map.of(), 1_000));
    room.release(free - claimed.size());
    return claimed;
  }

  private static List<RecipientUpdate> delivered(Lease lease) {
    return lease.recipients().stream()
        .map(
            one ->
                RecipientUpdate.delivered(
                    one.recipient().index(),
                    new Attempt(
                        one.attempts() + 1,
                        Instant.now(),
                        Duration.ofMillis(1),
                        lease.route(),
                        "mx.north.example [192.0.2.1]",
                        new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok: queued as 4711")))))
        .toList();
  }

  private void deliver() throws Exception {
    while (!over.get()) {
      Lease lease = leases.poll(100, java.util.concurrent.TimeUnit.MILLISECONDS);
      if (lease != null) {
        try (InputStream body = store.content(lease.id()).body().open()) {
          body.readAllBytes();
        }
        store
            .update(lease, delivered(lease), List.of())
            .whenComplete((ok, failed) -> {
              done.incrementAndGet();
              room.release();
            });
      }
    }
  }
}
