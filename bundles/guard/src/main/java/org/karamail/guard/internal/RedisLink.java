package org.karamail.guard.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis: one thread with one connection, which sends what has gathered, reads the replies, and connects again,
 * once a second, when something went wrong. Nobody waits for it beyond the time-out: while it is down, and when too much has
 * gathered, there is no answer at once.
 *
 * <p><b>Threads.</b> {@link #ask} on any; stages complete on the link's own.
 */
final class RedisLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 128;

  private final GuardSettings.Redis server;
  private final String script;
  private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean up;
  private boolean saidAway;

  /**
   * A run of the script that somebody waits for.
   *
   * @param arguments number of keys, keys, arguments
   */
  private record Question(List<String> arguments, CompletableFuture<Optional<List<Long>>> answer) {}

  private RedisLink(GuardSettings.Redis server, String script) {
    this.server = server;
    this.script = script;
    this.thread = new Thread(this::run, "karamail-guard-redis");
    thread.setDaemon(true);
  }

  /** A link that begins to connect. */
  static RedisLink to(GuardSettings.Redis server, String script) {
    RedisLink link = new RedisLink(server, script);
    link.thread.start();
    return link;
  }

  boolean isUp() {
    return up;
  }

  /** Runs the script; empty when the server does not answer. */
  CompletionStage<Optional<List<Long>>> ask(List<String> arguments) {
    Question question = new Question(arguments, new CompletableFuture<>());
    if (!up || !waiting.offer(question)) {
      question.answer().complete(Optional.empty());
    } else if (!up) {
      giveUp();
    }
    return question.answer();
  }

  @Override
  public void close() {
    up = false;
    closed.countDown();
    thread.interrupt();
    giveUp();
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void run() {
    while (isOpen()) {
      try (RedisConnection connection = RedisConnection.open(server)) {
        String digest = connection.ask(List.of("SCRIPT", "LOAD", script)).text();
        begin();
        serve(connection, digest);
      } catch (IOException failed) {
        lose(String.valueOf(failed.getMessage()));
      } catch (InterruptedException stopped) {
        lose("it is no longer configured");
      } catch (RuntimeException unexpected) { // a bug must not end the thread: limits would never be shared again
        LOG.error("karamail.guard: the link to redis {} broke", server, unexpected);
        lose(unexpected.toString());
      }
      rest();
    }
  }

  private void serve(RedisConnection connection, String digest) throws IOException, InterruptedException {
    while (isOpen()) {
      Question first = waiting.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        connection.ask(List.of("PING"));
      } else {
        List<Question> batch = new ArrayList<>(List.of(first));
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        answer(connection, digest, batch);
      }
    }
  }

  private static void answer(RedisConnection connection, String digest, List<Question> batch) throws IOException {
    try {
      for (Question question : batch) {
        connection.write(Stream.concat(Stream.of("EVALSHA", digest), question.arguments().stream()).toList());
      }
      connection.flush();
      for (Question question : batch) {
        question.answer().complete(Optional.of(connection.read().numbers()));
      }
    } finally {
      batch.forEach(question -> question.answer().complete(Optional.empty()));
    }
  }

  private void begin() {
    up = isOpen();
    saidAway = false;
    LOG.info("karamail.guard: limits are shared through redis {}", server);
  }

  /** From now on nobody is made to wait; who waits is told. */
  private void lose(String why) {
    up = false;
    giveUp();
    if (isOpen() && !saidAway) {
      saidAway = true;
      LOG.warn(
          "karamail.guard: redis {} does not answer ({}), so limits are this node's own until it does; it is tried every {} s",
          server,
          why,
          AGAIN.toSeconds());
    }
  }

  private void giveUp() {
    List<Question> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(question -> question.answer().complete(Optional.empty()));
  }

  private void rest() {
    try {
      boolean over = closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      LOG.trace("the link to redis {} {}", server, over ? "is over" : "is tried again");
    } catch (InterruptedException stopped) {
      LOG.trace("the link to redis {} is over", server);
    }
  }
}
