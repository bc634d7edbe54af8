package org.karamail.itests.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces a content gate under twenty busy sessions, and tells what went wrong: dropped connections, refused, lost, doubled
 * and unfiltered messages, and messages that two versions saw (the gate refuses those).
 *
 * <p>As a program it is the full form: {@code Replacements BESIDE IN_PLACE DELETED}.
 */
public final class Replacements {

  private static final String STAMP = "org.example.stamp";
  private static final int SESSIONS = 20;

  private final PluginServer server;
  private int version;

  private Replacements(PluginServer server) {
    this.server = server;
  }

  /**
   * What came of it.
   *
   * @param accepted how many messages were accepted meanwhile
   * @param wrong everything that should not have happened
   * @param before the server's footprint after the first few replacements
   * @param after the same at the end
   */
  public record Report(int accepted, List<String> wrong, Footprint before, Footprint after) {}

  /** Replaces so many times beside the old version, in place, and by deleting the file and putting the next one. */
  public static Report run(String folder, int beside, int inPlace, int deleted) throws Exception {
    try (PluginServer server = PluginServer.start(folder)) {
      Replacements replacements = new Replacements(server);
      replacements.put(false);
      try (Traffic traffic = Traffic.start(server, SESSIONS)) {
        traffic.awaitFurther(SESSIONS);
        Footprint before = replacements.times(traffic, beside, inPlace, deleted);
        traffic.end();
        traffic.awaitDelivered();
        List<String> wrong = new ArrayList<>(traffic.problems());
        traffic.lostOrDoubled().forEach(number -> wrong.add("lost or doubled: " + number));
        traffic.unstamped().forEach(number -> wrong.add("unfiltered: " + number));
        return new Report(traffic.accepted(), wrong, before, Footprint.of(server.process()));
      }
    }
  }

  private Footprint times(Traffic traffic, int beside, int inPlace, int deleted) throws Exception {
    for (int i = 0; i < beside; i++) {
      put(false);
      traffic.awaitFurther(SESSIONS);
    }
    Footprint warm = Footprint.of(server.process());
    for (int i = 0; i < inPlace; i++) {
      put(true);
      traffic.awaitFurther(SESSIONS);
    }
    for (int i = 0; i < deleted; i++) {
      Files.delete(server.deploy().resolve("stamp.jar"));
      put(false);
      traffic.awaitFurther(SESSIONS);
    }
    return warm;
  }

  private void put(boolean inPlace) throws IOException {
    version++;
    PluginJar jar = PluginJar.sample("stamp").version(version + ".0.0");
    (inPlace ? jar.header("Karamail-Plugin-Instances", "one") : jar).into(server.deploy(), "stamp.jar");
    server.awaitLogged("plugin deployed: plugin=" + STAMP + " version=" + version + ".0.0 ");
  }

  /** The full form; ends with 1 when a promise was broken. */
  public static void main(String... arguments) throws Exception {
    Report report =
        run("updates", Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    System.out.println("accepted " + report.accepted() + " messages during " + String.join(" + ", arguments) + " replacements");
    System.out.println("before: " + report.before() + "\nafter:  " + report.after());
    report.wrong().forEach(System.out::println);
    System.out.println(report.wrong().isEmpty() ? "nothing dropped, refused, lost, doubled or unfiltered" : "BROKEN");
    System.exit(report.wrong().isEmpty() ? 0 : 1);
  }
}
