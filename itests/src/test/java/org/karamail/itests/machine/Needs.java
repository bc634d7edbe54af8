package org.karamail.itests.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Absence skips it with a reason; in CI (CI=true) absence fails it. */
public final class Needs {

  private Needs() {}

  /** These programs on the PATH, from the packages that .ci/run installs. */
  public static void programs(String... names) {
    List<String> missing = Arrays.stream(names).filter(name -> !onPath(name)).toList();
    that(missing.isEmpty(), "not on this machine: " + String.join(", ", missing));
  }

  /** The rights to mount, to make network namespaces and loop devices. */
  public static void root() {
    that("root".equals(System.getProperty("user.name")), "needs root");
  }

  /** Something else; the reason says what is missing and where it comes from. */
  public static void that(boolean there, String reason) {
    if ("true".equalsIgnoreCase(System.getenv("CI"))) {
      Assertions.assertTrue(there, reason + " (CI must not skip this test)");
    }
    Assumptions.assumeTrue(there, reason);
  }

  private static boolean onPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Arrays.stream(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
