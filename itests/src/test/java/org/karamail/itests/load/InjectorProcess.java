package org.karamail.itests.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.karamail.itests.instance.Launch;

/** An {@link Injector} in a Java process of its own, and its ledger. */
public final class InjectorProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String run;
  private final Path ledger;
  private final Path output;
  private final Process process;

  private InjectorProcess(String run, Path ledger, Path output, Process process) {
    this.run = run;
    this.ledger = ledger;
    this.output = output;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** Starts to send to this instance; its ledger lies in the instance's folder, never on the disk under test. */
  public static InjectorProcess start(Launch launch, String run, int sessions) throws IOException {
    Path ledger = launch.folder().resolve(run + ".ledger");
    Path output = launch.folder().resolve(run + ".injector.out");
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Injector.class.getName(),
            launch.address(),
            launch.portFile().toString(),
            ledger.toString(),
            run,
            Integer.toString(sessions));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    return new InjectorProcess(run, ledger, output, builder.start());
  }

  /** Waits until at least this many messages were acknowledged in all. */
  public void awaitAcknowledged(long count) {
    Awaitility.await(count + " acknowledged messages of " + run + " (see " + output + ")")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast("the injector ended", () -> !process.isAlive())
        .until(() -> Ledger.size(ledger) >= count);
  }

  /** How many were acknowledged so far. */
  public long acknowledged() throws IOException {
    return Ledger.size(ledger);
  }

  /** Waits until it reports this on its output. */
  public void awaitOutput(String expression) {
    Awaitility.await("the injector's output to contain " + expression)
        .atMost(PATIENCE)
        .until(() -> Files.readString(output).lines().anyMatch(line -> line.matches(".*" + expression + ".*")));
  }

  /** Lets every session end its message, and gives back everything that was acknowledged. */
  public List<Ledger.Entry> stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the injector did not end; see " + output);
    }
    String said = Files.readString(output);
    if (!said.contains("refused for good 0,")) {
      throw new IOException("good messages were refused for good, or the injector broke: " + said);
    }
    return Ledger.read(ledger);
  }

  /** What it reported. */
  public String summary() throws IOException {
    return Files.readString(output).strip();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
