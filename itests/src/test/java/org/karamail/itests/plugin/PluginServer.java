package org.karamail.itests.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.machine.Command;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/** A running server with a deploy folder of its own, and what its shell says of plugins. */
public final class PluginServer implements AutoCloseable {

  private static final byte[] MESSAGE = "Subject: plugins\r\n\r\nHello.\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KaramailProcess server;
  private final Path deploy;

  private PluginServer(KaramailProcess server, Path deploy) {
    this.server = server;
    this.deploy = deploy;
  }

  /** Starts one in a fresh folder of this name, and waits for its shell, which comes a moment after SMTP. */
  public static PluginServer start(String name) throws IOException {
    return start(Launch.shipped(name));
  }

  /** Starts this one. */
  public static PluginServer start(Launch launch) throws IOException {
    Path deploy = Files.createDirectories(launch.folder().resolve("deploy"));
    launch.set("org.apache.felix.fileinstall-deploy.cfg", "felix.fileinstall.dir", deploy.toString());
    PluginServer started = new PluginServer(KaramailProcess.start(launch), deploy);
    Awaitility.await("the shell").atMost(PATIENCE).until(() -> started.server.shell("mail:plugins").code() == 0);
    return started;
  }

  public KaramailProcess process() {
    return server;
  }

  /** Where plugins are put. */
  public Path deploy() {
    return deploy;
  }

  /** Writes a configuration file. */
  public void configure(String pid, String... lines) throws IOException {
    Files.write(server.launch().etc().resolve(pid + ".cfg"), List.of(lines));
  }

  /** A message in a session of its own; the first refusal, or the last reply. */
  public SmtpReply mailTo(String recipient) throws IOException {
    try (SmtpTalk talk = server.session()) {
      return talk.deliver(MESSAGE, "sender@example.org", recipient);
    }
  }

  /** Waits until the shell shows a plugin in this version and state. */
  public void await(String plugin, String version, String state) {
    Awaitility.await(plugin + " " + version + " to be " + state)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              List<String> seen = new ArrayList<>();
              plugins().forEach(p -> seen.add(p.get("plugin").asText() + " " + p.get("version").asText() + " " + p.get("state").asText()));
              assertThat(seen).contains(plugin + " " + version + " " + state);
            });
  }

  /** Waits until the shell shows a plugin at work, in whatever version. */
  public void awaitActive(String plugin) {
    Awaitility.await(plugin + " to be active")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(plugin(plugin, "ACTIVE")).as("%s", plugins()).isPresent());
  }

  /** Waits until a line of the log holds this. */
  public void awaitLogged(String text) {
    Awaitility.await("in the log: " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(toldOfPlugins()).anyMatch(line -> line.contains(text)));
  }

  /** The lines of the log that hold this. */
  public List<String> logged(String text) throws IOException {
    return toldOfPlugins().stream().filter(line -> line.contains(text)).toList();
  }

  /** What the log says of plugins, and whatever went wrong: few lines, to be read when a test fails. */
  private List<String> toldOfPlugins() throws IOException {
    try (Stream<String> lines = Files.lines(server.launch().data().resolve("karaf/log/karamail.log"))) {
      return lines.filter(line -> line.contains("plugin") || line.contains("WARN") || line.contains("ERROR")).toList();
    }
  }

  /** Waits until the shell knows nothing of a plugin. */
  public void awaitGone(String plugin) {
    Awaitility.await(plugin + " to be gone").atMost(PATIENCE).until(() -> plugin(plugin).isEmpty());
  }

  /** What the shell says of a plugin, its first line. */
  public Optional<JsonNode> plugin(String name) throws Exception {
    for (JsonNode plugin : plugins()) {
      if (plugin.get("plugin").asText().equals(name)) {
        return Optional.of(plugin);
      }
    }
    return Optional.empty();
  }

  /** What the shell says of a plugin in a state, as why it was refused. */
  public Optional<JsonNode> plugin(String name, String state) throws Exception {
    for (JsonNode plugin : plugins()) {
      if (plugin.get("plugin").asText().equals(name) && plugin.get("state").asText().equals(state)) {
        return Optional.of(plugin);
      }
    }
    return Optional.empty();
  }

  /** What the shell says of the hooks at a point. */
  public JsonNode hooks(String point) throws Exception {
    return json("mail:hooks", point, "--json").get("points").get(0).get("hooks");
  }

  private JsonNode plugins() throws Exception {
    return json("mail:plugins", "--json").get("plugins");
  }

  private JsonNode json(String... words) throws Exception {
    Command.Finished finished = server.shell(words);
    if (finished.code() != 0) {
      throw new IOException(String.join(" ", words) + " ended with " + finished.code() + ": " + finished.output());
    }
    return new ObjectMapper().readTree(finished.output());
  }

  @Override
  public void close() {
    server.close();
  }
}
