package org.karamail.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A daemon of somebody else that a test runs beside itself: the real thing, on 127.0.0.1 and a free port, with its
 * configuration and files in a folder of the test, ended with {@link #close()} by its process id.
 *
 * <pre>{@code
 * int port = FreePort.find();
 * try (var redis = ForeignProgram.start(folder, "redis-server", "--port", "" + port, "--save", "").awaitPort(port)) {
 *   …
 * }
 * }</pre>
 *
 * <p>A program that is not on the machine skips the test with a reason; in continuous integration, where {@code .ci/run}
 * installs all of them and sets {@code CI=true}, it fails the test. Programs are looked for on the PATH, in the folders of
 * daemons, and in {@code target/servers} of the checkout.
 *
 * <p>One instance for a class is enough where starting takes long: start it in {@code @BeforeAll}. The program must stay in
 * the foreground. Used by one thread at a time.
 */
public final class ForeignProgram implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final String name;
  private final Path output;
  private final Process process;

  private ForeignProgram(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** Where the program lies; skips or fails the test when it is nowhere. */
  public static Path find(String name) {
    return find(name, ProgramSearch.ofThisMachine());
  }

  static Path find(String name, ProgramSearch search) {
    Optional<Path> found = search.find(name);
    String reason = name + " is not on this machine; .ci/run names its package";
    if (search.mustBeComplete()) {
      Assertions.assertTrue(found.isPresent(), reason + " (CI must not skip this test)");
    }
    Assumptions.assumeTrue(found.isPresent(), reason);
    return found.orElseThrow();
  }

  /**
   * Starts a program in this folder; what it prints goes to {@code NAME.out} there.
   *
   * @param folder its working folder, as from JUnit's {@code @TempDir}
   * @param name of the program, which must stay in the foreground
   */
  public static ForeignProgram start(Path folder, String name, String... arguments) {
    return start(folder, find(name), arguments);
  }

  /** Starts the program that lies there. */
  public static ForeignProgram start(Path folder, Path program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    String name = program.getFileName().toString();
    Path output = folder.resolve(name + ".out");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      return new ForeignProgram(name, output, process);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot start " + program, failed);
    }
  }

  /**
   * Runs a program to its end and gives back what it printed, errors included.
   *
   * @throws AssertionError if it ends with a status other than 0, or not within a minute
   */
  public static String run(Path folder, String name, String... arguments) {
    return run(folder, find(name), arguments);
  }

  /** Runs the program that lies there to its end, likewise. */
  public static String run(Path folder, Path program, String... arguments) {
    String name = program.getFileName().toString();
    try (ForeignProgram running = start(folder, program, arguments)) {
      boolean ended = running.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!ended || running.process.exitValue() != 0) {
        throw new AssertionError(name + (ended ? " failed: " : " did not end: ") + running.printed());
      }
      return running.printed();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + name + " ran", stopped);
    }
  }

  /** Waits until it takes connections on this port of 127.0.0.1. */
  public ForeignProgram awaitPort(int port) {
    return await("port " + port, () -> connects(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  /** Waits until it takes connections on this Unix socket. */
  public ForeignProgram awaitSocket(Path socket) {
    return await("socket " + socket, () -> connects(UnixDomainSocketAddress.of(socket)));
  }

  /** Waits until it has printed this text. */
  public ForeignProgram awaitOutput(String text) {
    return await("the text " + text, () -> printed().contains(text));
  }

  /** Waits until something else is true of it; fails at once, with what it printed, when the program ends. */
  public ForeignProgram await(String what, Callable<Boolean> holds) {
    Awaitility.await(name + ": " + what + ", see " + output)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> Assertions.assertTrue(process.isAlive(), () -> name + " ended: " + printed()))
        .until(holds);
    return this;
  }

  public long pid() {
    return process.pid();
  }

  /** All that it has printed so far, each octet a character. */
  public String printed() {
    try {
      return Files.readString(output, StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Stops it and its children where they are, so that it hangs: the system still takes connections for it. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on. */
  public void thaw() {
    signal("CONT");
  }

  /** Ends it and its children: politely, then by force. Does nothing when it has ended. */
  @Override
  public void close() {
    List<ProcessHandle> all = family();
    process.destroy();
    if (!endsWithin(FAREWELL)) {
      process.destroyForcibly();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  private List<ProcessHandle> family() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  private boolean endsWithin(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void signal(String signal) {
    List<String> words = new ArrayList<>(List.of("kill", "-" + signal));
    family().forEach(handle -> words.add(Long.toString(handle.pid())));
    try {
      Process kill = new ProcessBuilder(words).inheritIO().start();
      Assertions.assertEquals(0, kill.waitFor(), () -> String.join(" ", words));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + name + " was sent " + signal, stopped);
    }
  }

  private static boolean connects(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) FAREWELL.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean connects(UnixDomainSocketAddress address) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect((SocketAddress) address);
    } catch (IOException notYet) {
      return false;
    }
  }
}
