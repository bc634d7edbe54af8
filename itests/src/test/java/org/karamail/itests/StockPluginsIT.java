package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.Distribution;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.plugin.PluginServer;

/** The stock plugins of the distribution, all of them together, as an operator copies them into place. */
final class StockPluginsIT {

  private static final Path STOCK = Distribution.home().resolve("plugins");

  private static final String RECIPIENT = "bob@" + LocalDomain.NAME;

  private static PluginServer server;

  @BeforeAll
  static void start() throws IOException {
    Launch launch = Launch.shipped("stock");
    for (Path file : files(STOCK.resolve("etc"), ".cfg")) {
      Files.copy(file, launch.etc().resolve(file.getFileName()));
    }
    server = PluginServer.start(launch);
    for (Path jar : files(STOCK, ".jar")) {
      put(jar);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void allOfThemWorkAndMailIsTakenAsBefore() throws Exception {
    List<Path> jars = files(STOCK, ".jar");
    assertThat(jars).isNotEmpty().hasSameSizeAs(files(STOCK.resolve("etc"), ".cfg"));
    for (Path jar : jars) {
      server.awaitActive("org.karamail.plugin." + nameOf(jar).replace("-", ""));
    }
    assertThat(server.mailTo(RECIPIENT).code()).isEqualTo(250);
    assertThat(server.logged("hook fault")).isEmpty();
  }

  @Test
  void aWrongValueIsNamedAndMailGoesOn() throws Exception {
    server.awaitActive("org.karamail.plugin.mailauth");
    server.configure("karamail.mailauth", "authservId = not a host name");
    server.awaitLogged("karamail.mailauth: authservId = 'not a host name' cannot be used");
    assertThat(server.mailTo(RECIPIENT).code()).isEqualTo(250);
  }

  @Test
  void theShellMakesAKeyOfTheSignerAndShowsItsRecord() throws Exception {
    server.awaitActive("org.karamail.plugin.dkimsigner");
    String made = server.process().shell("mail:dkim-generate", "example.org", "s2026", "ed25519").output();
    assertThat(made).contains("dkimsigner/keys/example.org/s2026.pem", "s2026._domainkey.example.org", "v=DKIM1;", "k=ed25519;");

    assertThat(server.process().shell("mail:dkim-record", "example.org").output()).contains("s2026._domainkey.example.org");
    assertThat(server.process().shell("mail:dkim-generate", "example.org", "s2026").output()).contains("choose another selector");
  }

  @Test
  void aPluginWhoseFirstValueIsWrongSaysSoInTheShellAndComesWhenItIsCorrected() throws Exception {
    String greylist = "org.karamail.plugin.greylist";
    server.awaitActive(greylist);
    Files.delete(server.deploy().resolve("greylist.jar"));
    server.awaitGone(greylist);
    server.configure("karamail.greylist", "delay = soon");
    server.process().awaitSetting("karamail.greylist", "delay", "soon");
    put(STOCK.resolve("greylist.jar"));
    Awaitility.await("the reason in the shell")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(server.plugin(greylist, "WAITING"))
                    .hasValueSatisfying(
                        waiting -> assertThat(waiting.get("problem").asText()).startsWith("karamail.greylist: delay = 'soon'")));
    server.configure("karamail.greylist", "delay = 5m");
    server.awaitActive(greylist);
    assertThat(server.mailTo(RECIPIENT).code()).isEqualTo(250);
  }

  private static void put(Path jar) throws IOException {
    Path half = server.deploy().resolveSibling(jar.getFileName());
    Files.copy(jar, half);
    Files.move(half, server.deploy().resolve(jar.getFileName()));
  }

  private static String nameOf(Path jar) {
    return jar.getFileName().toString().replaceFirst("\\.jar$", "");
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
