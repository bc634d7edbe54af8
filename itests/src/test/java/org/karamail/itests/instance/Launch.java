package org.karamail.itests.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.karamail.itests.maildir.Maildirs;
import org.karamail.testkit.net.FreePort;

/**
 * How one instance is started: immutable, so that a restart starts it in the same way.
 *
 * @param folder what belongs to this instance: its configuration, its console's output, its data unless placed elsewhere
 * @param data everything that must survive
 * @param environment variables in addition to those of the tests
 * @param wrapper a command to start it under, such as strace
 */
public record Launch(Path folder, Path data, Map<String, String> environment, List<String> wrapper) {

  /** An instance as shipped, on loopback and free ports, in a fresh folder of this name. */
  public static Launch shipped(String name) {
    Path folder = Distribution.freshFolder(name);
    copyShippedEtc(folder.resolve("etc"));
    return new Launch(folder, folder.resolve("data"), Map.of(), List.of())
        .with("KARAMAIL_SMTP_PORT", Integer.toString(FreePort.find()))
        .with("KARAMAIL_SUBMISSION_PORT", Integer.toString(FreePort.find()))
        .with("KARAMAIL_SSH_PORT", Integer.toString(FreePort.find()));
  }

  /** The same with one more variable. */
  public Launch with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Launch(folder, data, Map.copyOf(more), wrapper);
  }

  /** The same with its data elsewhere. */
  public Launch withData(Path elsewhere) {
    return new Launch(folder, elsewhere, environment, wrapper);
  }

  /** The same, started by this command. */
  public Launch under(String... words) {
    return new Launch(folder, data, environment, List.of(words));
  }

  /** Its own copy of the shipped configuration. */
  public Path etc() {
    return folder.resolve("etc");
  }

  /** Sets a key in one of its own configuration files. */
  public Launch set(String file, String key, String value) throws IOException {
    return set(file, Map.of(key, value));
  }

  /**
   * Sets these keys in one of its own configuration files, in one step: a server that runs must not read half of it, as it
   * writes back what it has understood.
   */
  public Launch set(String file, Map<String, String> values) throws IOException {
    Path path = etc().resolve(file);
    List<String> lines = new ArrayList<>(Files.exists(path) ? Files.readAllLines(path) : List.of());
    values.forEach(
        (key, value) -> {
          lines.removeIf(line -> line.matches("\\s*" + key + "\\s*=.*"));
          lines.add(key + " = " + value);
        });
    return put(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces one of its own configuration files, in one step. */
  public Launch put(String file, byte[] content) throws IOException {
    Path whole = Files.write(folder.resolve(file + ".new"), content);
    Files.move(whole, etc().resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  /** The address it listens on. */
  public String address() {
    return environment.getOrDefault("KARAMAIL_BIND", "127.0.0.1");
  }

  /** Where it writes the port it listens on. */
  public Path portFile() {
    return data.resolve("run/smtp-mx.port");
  }

  /** Its mailboxes. */
  public Maildirs maildirs() {
    return new Maildirs(data.resolve("maildir"));
  }

  List<String> command() {
    List<String> words = new ArrayList<>(wrapper);
    words.addAll(List.of(Distribution.home().resolve("bin/karamail").toString(), "run"));
    words.addAll(List.of("--data", data.toString(), "--etc", etc().toString()));
    return words;
  }

  private static void copyShippedEtc(Path etc) {
    try (Stream<Path> files = Files.walk(Distribution.home().resolve("etc"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, etc.resolve(Distribution.home().resolve("etc").relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
