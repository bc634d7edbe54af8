package org.karamail.itests.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.karamail.itests.load.LocalDomain;

/**
 * Measures what mail keeps of the processor while a thread is lost to a plugin that spins: as a program, {@code LostThreads
 * ROUNDS SECONDS}. Rounds without and with it alternate; the sessions are as many as it takes to use up all cores. Processor time is counted for each thread, so what else
 * runs on the machine blurs the rates and not the cost of a message.
 */
public final class LostThreads {

  private static final String PLUGIN = "org.example.misbehaving";
  private static final String COMPONENT = PLUGIN + ".Misbehaving";
  private static final int SESSIONS = 20;
  private static final int WARM_UP = 5_000;
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final double TICKS = 100; // of /proc, a second
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final PluginServer server;

  private LostThreads(PluginServer server) {
    this.server = server;
  }

  /**
   * What a round came to.
   *
   * @param rate accepted messages a second
   * @param lost the share of all cores that hook threads took, which is next to nothing while none is lost
   * @param cost processor milliseconds of all other threads of the server for a message
   */
  private record Round(double rate, double lost, double cost) {}

  /** Prints what it measured; asserts nothing. */
  public static void main(String... arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    try (PluginServer server = PluginServer.start("lost-threads")) {
      LostThreads measured = new LostThreads(server);
      server.configure("karamail.plugin-" + COMPONENT, "hook.timeout = 300ms");
      measured.behave("none");
      PluginJar.sample("misbehaving").into(server.deploy(), "misbehaving.jar");
      server.await(PLUGIN, "0.1.0.SNAPSHOT", "ACTIVE");
      List<Round> without = new ArrayList<>();
      List<Round> with = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        without.add(measured.round(seconds, "without"));
        measured.loseThread();
        with.add(measured.round(seconds, "with"));
        measured.regainThread();
      }
      report(without, with);
    }
  }

  private static void report(List<Round> without, List<Round> with) {
    double left = 1 - median(with.stream().map(Round::lost).toList());
    double kept = median(with.stream().map(Round::rate).toList()) / median(without.stream().map(Round::rate).toList());
    double cost = median(without.stream().map(Round::cost).toList()) / median(with.stream().map(Round::cost).toList());
    System.out.printf(
        Locale.ROOT,
        "the lost thread left %.0f %% of %d cores; the rate kept %.0f %% (%.0f %% of what was left);"
            + " a processor second takes in %.0f %% of the messages it did%n",
        100 * left, CORES, 100 * kept, 100 * kept / left, 100 * cost);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private Round round(int seconds, String name) throws IOException, InterruptedException {
    try (Traffic traffic = Traffic.start(server, SESSIONS)) {
      traffic.awaitFurther(WARM_UP);
      Round round = look(traffic, seconds);
      traffic.end();
      System.out.printf(
          Locale.ROOT, "%-8s %6.0f messages/s, hook threads take %3.0f %% of the cores, others %.3f ms for a message%n",
          name, round.rate, 100 * round.lost, round.cost);
      return round;
    }
  }

  private Round look(Traffic traffic, int seconds) throws IOException {
    Map<String, Long> before = ticks();
    int accepted = traffic.accepted();
    long began = System.nanoTime();
    new CompletableFuture<Boolean>().completeOnTimeout(true, seconds, TimeUnit.SECONDS).join();
    double took = (System.nanoTime() - began) / 1e9;
    int more = traffic.accepted() - accepted;
    double hooks = 0;
    double others = 0;
    for (Map.Entry<String, Long> thread : ticks().entrySet()) {
      double used = (thread.getValue() - before.getOrDefault(thread.getKey(), 0L)) / TICKS;
      boolean hook = thread.getKey().contains("karamail-hook-");
      others += hook ? 0 : used;
      hooks += hook ? used : 0;
    }
    return new Round(more / took, hooks / took / CORES, others * 1000 / Math.max(1, more));
  }

  /** Processor time by thread, as the kernel counts it. */
  private Map<String, Long> ticks() throws IOException {
    Map<String, Long> ticks = new TreeMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(server.process().java().pid()), "task"))) {
      for (Path thread : threads.filter(Files::exists).toList()) {
        String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        ticks.put(stat.substring(0, stat.lastIndexOf(')')), Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
      }
    } catch (NoSuchFileException ended) { // a thread, in this very moment
      return ticks();
    }
    return ticks;
  }

  /** One message is enough. */
  private void loseThread() throws Exception {
    behave("spins");
    Awaitility.await("the loss of a thread")
        .atMost(PATIENCE)
        .until(() -> server.mailTo("anybody@" + LocalDomain.NAME).code() == 250 && lostThreads() == 1);
    Awaitility.await("the quarantine").atMost(PATIENCE).until(() -> server.hooks("onSpfCheck").get(0).get("quarantined").asBoolean());
  }

  private void regainThread() throws Exception {
    behave("none");
    Awaitility.await("the thread")
        .atMost(PATIENCE)
        .until(() -> lostThreads() == 0);
    server.process().shell("mail:plugin-reset", COMPONENT);
  }

  private int lostThreads() throws Exception {
    return server.hooks("onSpfCheck").get(0).get("lostThreads").asInt();
  }

  private void behave(String way) throws IOException {
    server.configure(PLUGIN, "way = " + way, "point = onSpfCheck");
  }
}
