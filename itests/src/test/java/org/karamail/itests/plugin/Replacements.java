package org.karamail.itests.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karamail.itests.instance.Launch;

/**
 * Replaces a content gate under twenty busy sessions, and tells what went wrong: dropped connections, refused, lost, doubled
 * and unfiltered messages, and messages that two versions saw (the gate refuses those).
 *
 * <p>As a program it is the full form: {@code Replacements BESIDE IN_PLACE DELETED TOGETHER}.
 */
public final class Replacements {

  private static final List<String> TOGETHER = List.of("stamp", "hello", "misbehaving");
  private static final int SESSIONS = 20;
  private static final int WARM = 10;

  private final PluginServer server;
  private Optional<Footprint> warm = Optional.empty();
  private int version;
  private int replaced;

  private Replacements(PluginServer server) {
    this.server = server;
  }

  /**
   * What came of it.
   *
   * @param accepted how many messages were accepted meanwhile
   * @param wrong everything that should not have happened
   * @param before the server's footprint after the first ten replacements
   * @param after the same at the end
   */
  public record Report(int accepted, List<String> wrong, Footprint before, Footprint after) {}

  /**
   * Replaces so many times beside the old version, in place, by deleting the file and putting the next one, and in place
   * together with two other plugins.
   */
  public static Report run(String folder, int beside, int inPlace, int deleted, int together) throws Exception {
    Launch launch = Launch.shipped(folder);
    launch.set("org.ops4j.pax.logging.cfg", "log4j2.logger.smtp.level", "WARN"); // a million lines would roll the log away
    try (PluginServer server = PluginServer.start(launch)) {
      Replacements replacements = new Replacements(server);
      replacements.putThree();
      try (Traffic traffic = Traffic.start(server, SESSIONS)) {
        traffic.awaitFurther(SESSIONS);
        replacements.times(traffic, beside, inPlace, deleted, together);
        traffic.end();
        traffic.awaitDelivered();
        List<String> wrong = new ArrayList<>(traffic.problems());
        wrong.addAll(traffic.wrongInMailboxes());
        Footprint after = Footprint.of(server.process());
        return new Report(traffic.accepted(), wrong, replacements.warm.orElse(after), after);
      }
    }
  }

  private void times(Traffic traffic, int beside, int inPlace, int deleted, int together) throws Exception {
    for (int i = 0; i < beside; i++) {
      put(false);
      count(traffic);
    }
    for (int i = 0; i < inPlace; i++) {
      put(true);
      count(traffic);
    }
    for (int i = 0; i < deleted; i++) {
      Files.delete(server.deploy().resolve("stamp.jar"));
      put(false);
      count(traffic);
    }
    for (int i = 0; i < together; i++) {
      putThree();
      count(traffic);
    }
  }

  /** Lets every session finish what it was in, and looks at the server when it has warmed up. */
  private void count(Traffic traffic) throws IOException, InterruptedException {
    traffic.awaitFurther(SESSIONS);
    replaced++;
    if (replaced == WARM) {
      warm = Optional.of(Footprint.of(server.process()));
    }
    if (replaced % 100 == 0) {
      System.out.println(replaced + " replacements, " + traffic.accepted() + " messages accepted");
    }
  }

  private void put(boolean inPlace) throws IOException {
    version++;
    put("stamp", inPlace);
    awaitDeployed("stamp");
  }

  /** One drop: what the deploy folder shows at one look. */
  private void putThree() throws IOException {
    version++;
    for (String sample : TOGETHER) {
      put(sample, true);
    }
    TOGETHER.forEach(this::awaitDeployed);
  }

  private void put(String sample, boolean inPlace) throws IOException {
    PluginJar jar = PluginJar.sample(sample).version(version + ".0.0");
    (inPlace ? jar.header("Karamail-Plugin-Instances", "one") : jar).into(server.deploy(), sample + ".jar");
  }

  private void awaitDeployed(String sample) {
    server.awaitLogged("plugin deployed: plugin=org.example." + sample + " version=" + version + ".0.0 ");
  }

  /** The full form; ends with 1 when a promise was broken. */
  public static void main(String... arguments) throws Exception {
    int[] times = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    Report report = run("updates", times[0], times[1], times[2], times[3]);
    System.out.println("accepted " + report.accepted() + " messages during " + String.join(" + ", arguments) + " replacements");
    System.out.println("before: " + report.before() + "\nafter:  " + report.after());
    report.wrong().forEach(System.out::println);
    System.out.println(report.wrong().isEmpty() ? "nothing dropped, refused, lost, doubled or unfiltered" : "BROKEN");
    System.exit(report.wrong().isEmpty() ? 0 : 1);
  }
}
