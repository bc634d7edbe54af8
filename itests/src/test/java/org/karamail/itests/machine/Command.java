package org.karamail.itests.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the machine, run to its end within a bound. */
public final class Command {

  private Command() {}

  /** How a command ended: its code and everything it wrote. */
  public record Finished(int code, String output) {}

  /** Runs it and gives back how it ended; a command that outlives its bound is killed and is a fault. */
  public static Finished run(Duration bound, List<String> words) throws IOException, InterruptedException {
    Path output = Files.createTempFile("itests", ".out");
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException("still running after " + bound + ": " + words + "\n" + Files.readString(output));
      }
      return new Finished(process.exitValue(), Files.readString(output));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Runs it within a minute and demands that it succeeds. */
  public static String must(String... words) throws IOException, InterruptedException {
    Finished finished = run(Duration.ofMinutes(1), List.of(words));
    if (finished.code() != 0) {
      throw new IOException(String.join(" ", words) + " ended with " + finished.code() + ": " + finished.output());
    }
    return finished.output();
  }
}
