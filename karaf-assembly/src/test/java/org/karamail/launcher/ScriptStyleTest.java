package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptStyleTest {
  private static final Path TOP = Path.of(System.getProperty("karamail.script")).toAbsolutePath().normalize().getParent();

  @ParameterizedTest
  @ValueSource(strings = {"karamail", ".ci/run"})
  void shellcheckHasNothingToSay(String script) throws Exception {
    assumeTrue(shellcheckIsHere(), "shellcheck is not installed");

    Process shellcheck =
        new ProcessBuilder("shellcheck", "-x", script).directory(TOP.toFile()).redirectErrorStream(true).start();

    assertThat(new String(shellcheck.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(shellcheck.waitFor()).isZero();
  }

  private static boolean shellcheckIsHere() {
    return Stream.of(System.getenv("PATH").split(":", -1)).anyMatch(dir -> Files.isExecutable(Path.of(dir, "shellcheck")));
  }
}
