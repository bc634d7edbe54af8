package org.karamail.itests.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.karamail.itests.machine.Command;
import org.karamail.itests.maildir.Maildirs;
import org.karamail.itests.smtp.SmtpTalk;

/** One running server, started as an operator starts it. Closing it stops it and leaves its folder. */
public final class KaramailProcess implements AutoCloseable {

  /** No test waits longer for a start; how long it really takes is measured in docs/measurements.md. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Launch launch;
  private final Process process;

  private KaramailProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** Starts it and waits for its greeting. */
  public static KaramailProcess start(Launch launch) {
    KaramailProcess started = launch(launch);
    started.awaitGreeting();
    return started;
  }

  /** Starts it and returns at once. */
  public static KaramailProcess launch(Launch launch) {
    try {
      Files.createDirectories(launch.data());
      Files.deleteIfExists(launch.portFile());
      ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(launch.folder().resolve("console.out").toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("KARAMAIL_"));
      builder.environment().putAll(launch.environment());
      return new KaramailProcess(launch, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a client is greeted with 220. */
  public void awaitGreeting() {
    Awaitility.await("220 of " + launch.folder() + " (its console: console.out there)")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the server ended before it greeted", () -> !process.isAlive())
        .until(this::greets);
  }

  /** Whether a client is greeted with 220 now. */
  public boolean greets() {
    try (SmtpTalk talk = connect()) {
      return talk.greeting().code() == 220;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A new session, its greeting not yet read. */
  public SmtpTalk connect() throws IOException {
    return SmtpTalk.to(launch.address(), smtpPort());
  }

  /** A new session, greeted and introduced. */
  public SmtpTalk session() throws IOException {
    SmtpTalk talk = connect();
    talk.greeting();
    talk.command("EHLO client.example");
    return talk;
  }

  /** The port it says it listens on. */
  public int smtpPort() throws IOException {
    return Integer.parseInt(Files.readString(launch.portFile()).trim());
  }

  /** How it was started. */
  public Launch launch() {
    return launch;
  }

  /** Its mailboxes. */
  public Maildirs maildirs() {
    return launch.maildirs();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** What it wrote to its console and its log so far. */
  public String logs() throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(launch.folder().resolve("console.out")));
    try (Stream<Path> files = Files.walk(Files.createDirectories(launch.data().resolve("karaf/log")))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** A command in its shell, through the same script that an operator uses. */
  public Command.Finished shell(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Distribution.home().resolve("bin/karamail").toString(), "shell"));
    command.addAll(List.of("--data", launch.data().toString()));
    command.addAll(List.of(words));
    return Command.run(Duration.ofMinutes(1), command);
  }

  /** Waits until a file that was written to {@code etc/} has been read. */
  public void awaitSetting(String pid, String key, String value) {
    Awaitility.await(pid + ": " + key + " = " + value)
        .atMost(PATIENCE)
        .until(() -> shell("config:property-get", "-p", pid, key).output().contains(value));
  }

  /** The server itself, below whatever it was started under. */
  public ProcessHandle java() {
    return processes().stream()
        .filter(p -> p.info().command().map(c -> c.endsWith("/java")).orElse(false))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no java process below " + process));
  }

  /** kill -9: nothing of it runs when this returns. */
  public void kill() {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  /** SIGTERM to the server; gives back whether it ended within the bound. */
  public boolean stop(Duration bound) throws InterruptedException {
    if (process.isAlive()) {
      java().destroy();
    }
    return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    try {
      stop(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kill();
    }
  }

  /** The script first: one that outlives its server tidies up behind it. */
  private List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }
}
