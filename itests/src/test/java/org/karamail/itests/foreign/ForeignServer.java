package org.karamail.itests.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.karamail.itests.instance.Distribution;
import org.karamail.itests.machine.Needs;
import org.karamail.itests.smtp.SmtpTalk;
import org.karamail.testkit.net.FreePort;

/**
 * A mail server of Debian, unpacked and not installed, that runs on a machine of its own: {@code itests/servers/enter} says
 * how. It ends with {@link #close()}, by the ids of its processes.
 */
public final class ForeignServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ON = "127.0.0.1";

  private final String name;
  private final Path folder;
  private final Path output;
  private final int port;
  private final Process process;

  private ForeignServer(String name, Path folder, int port, Optional<Integer> authPort) throws IOException {
    this.name = name;
    this.folder = folder;
    this.output = folder.resolve("console.out");
    this.port = port;
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
    words.add(Distribution.checkout().resolve("itests/servers/enter").toString());
    words.addAll(List.of(name, unpacked(name).toString(), folder.toString(), Integer.toString(port)));
    authPort.ifPresent(also -> words.add(Integer.toString(also)));
    this.process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** What the machine must have, for these servers. */
  public static void needs(String... names) {
    Needs.root();
    Needs.programs("unshare", "chroot", "openssl");
    for (String name : names) {
      Needs.that(Files.isDirectory(unpacked(name).resolve("usr/sbin")), name + " is not unpacked in " + unpacked(name) + "; see .ci/run");
    }
  }

  /** Starts one on a free port; {@link #awaitGreeting()} waits for it. */
  public static ForeignServer start(String name) throws IOException {
    return new ForeignServer(name, Distribution.freshFolder("foreign-" + name), FreePort.find(), Optional.empty());
  }

  /** Starts one on a free port that answers questions about passwords on the other port, or asks them there. */
  public static ForeignServer start(String name, int authPort) throws IOException {
    return new ForeignServer(name, Distribution.freshFolder("foreign-" + name), FreePort.find(), Optional.of(authPort));
  }

  /** Waits for its 220. */
  public ForeignServer awaitGreeting() {
    Awaitility.await("220 of " + name + " (see " + output + ")")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast(name + " ended, see " + output, () -> !process.isAlive())
        .until(this::greets);
    return this;
  }

  public int port() {
    return port;
  }

  /** Waits for the message that holds this text, and gives it back, each octet a character. */
  public String awaitMessage(String text) {
    return Awaitility.await("a message with " + text + " at " + name + " (see " + output + ")")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> holding(text), Optional::isPresent)
        .orElseThrow();
  }

  @Override
  public void close() {
    List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  private boolean greets() {
    try (SmtpTalk talk = SmtpTalk.to(ON, port)) {
      return talk.greeting().code() == 220;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Optional<String> holding(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("files/mail/new"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (content.contains(text)) {
          return Optional.of(content);
        }
      }
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Path unpacked(String name) {
    String elsewhere = System.getenv("KARAMAIL_SERVERS");
    Path all = elsewhere == null ? Distribution.checkout().resolve("target/servers") : Path.of(elsewhere);
    return all.resolve(name);
  }
}
