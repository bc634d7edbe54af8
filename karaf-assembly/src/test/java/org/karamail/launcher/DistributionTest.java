package org.karamail.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the archive, and above all what is not: nothing that lets a stranger in or fetches code. */
class DistributionTest {
  private static final Path ARCHIVE = Path.of(System.getProperty("distribution.archive"));

  @TempDir static Path unpacked;

  @BeforeAll
  static void unpack() throws Exception {
    Process tar =
        new ProcessBuilder(
                "tar", "-xzf", ARCHIVE.toString(), "-C", unpacked.toString(), "--strip-components=1")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void nobodyHasAPasswordOrAKey() throws IOException {
    assertThat(properties("etc/users.properties")).isEmpty();
    assertThat(properties("etc/keys.properties")).isEmpty();
  }

  @Test
  void passwordsAreKeptAsHashes() throws IOException {
    assertThat(properties("etc/org.apache.karaf.jaas.cfg")).containsEntry("encryption.enabled", "true");
  }

  @Test
  void noCodeComesFromBeyondTheDistribution() throws IOException {
    assertThat(properties("etc/org.ops4j.pax.url.mvn.cfg"))
        .containsEntry("org.ops4j.pax.url.mvn.repositories", "")
        .containsEntry("org.ops4j.pax.url.mvn.useFallbackRepositories", "false");
    assertThat(properties("etc/org.apache.karaf.features.repos.cfg")).isEmpty();
  }

  @Test
  void theShellListensOnLoopback() throws IOException {
    assertThat(properties("etc/org.apache.karaf.shell.cfg"))
        .containsEntry("sshHost", "127.0.0.1")
        .containsEntry("sshPort", "8101");
  }

  @Test
  void thereIsNoShutdownSocket() throws IOException {
    assertThat(properties("etc/custom.properties")).containsEntry("karaf.shutdown.port", "-1");
  }

  @ParameterizedTest
  @MethodSource("etc")
  void nothingListensEverywhere(Path file) throws IOException {
    assertThat(properties(file).values()).noneMatch(value -> value.toString().contains("0.0.0.0"));
  }

  @Test
  void aPluginThatComesOrGoesTouchesNoOtherBundle() throws IOException {
    assertThat(properties("etc/org.apache.felix.fileinstall-deploy.cfg"))
        .containsEntry("felix.fileinstall.fragmentRefreshScope", "none")
        .containsEntry("felix.fileinstall.optionalImportRefreshScope", "none");
  }

  @Test
  void oneScriptStartsIt() throws IOException {
    try (Stream<Path> programs = Files.list(unpacked.resolve("bin"))) {
      assertThat(programs.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("karamail", "setenv");
    }
    assertThat(unpacked.resolve("bin/karamail")).isExecutable();
  }

  @Test
  void smtpStartsBeforeTheShellAndTheFeatures() throws IOException {
    Properties levels = properties("etc/startup.properties");

    assertThat(levels(levels, ".*org/karamail/smtp-server/.*")).containsExactly(50);
    assertThat(levels(levels, ".*(sshd|bouncycastle|karaf/shell|features\\.core|karamail/shell).*"))
        .isNotEmpty()
        .allMatch(level -> level >= 70);
  }

  private static List<Integer> levels(Properties levels, String bundle) {
    return levels.stringPropertyNames().stream()
        .filter(name -> name.matches(bundle))
        .map(levels::getProperty)
        .map(Integer::valueOf)
        .toList();
  }

  @Test
  void everyStartupBundleIsThere() throws IOException {
    assertThat(properties("etc/startup.properties").stringPropertyNames())
        .allSatisfy(
            bundle -> assertThat(unpacked.resolve("system").resolve(bundle.replace("reference:file:", ""))).exists());
  }

  @Test
  void everyConfigurationFileIsThereAsItIsWritten() throws IOException {
    Path resources = Path.of(System.getProperty("distribution.resources"));
    try (Stream<Path> files = Files.walk(resources)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(f -> assertThat(unpacked.resolve(resources.relativize(f).toString())).hasSameBinaryContentAs(f));
    }
  }

  private static List<Path> etc() throws IOException {
    try (Stream<Path> files = Files.list(unpacked.resolve("etc"))) {
      return files.filter(f -> f.toString().matches(".*\\.(cfg|properties)")).toList();
    }
  }

  private static Properties properties(String file) throws IOException {
    return properties(unpacked.resolve(file));
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
