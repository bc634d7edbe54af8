package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the start script in an environment that holds only what a test gives it: no {@code JAVA_HOME}, no Maven, no
 * Java in the path unless it is said.
 */
final class Script {
  /** What the script may use of the machine, and nothing beyond it. */
  private static final List<String> TOOLS =
      List.of(
          "bash", "env", "basename", "cat", "chmod", "cksum", "cmp", "cp", "cut", "date", "dirname", "find", "grep", "gzip",
          "head", "ls", "mkdir", "mv", "ps", "readlink", "rm", "sed", "sha256sum", "sleep", "sort", "tail", "tar", "tr");

  private final Path file;
  private final Path bin;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * @param file the script
   * @param scratch an empty folder
   */
  Script(Path file, Path scratch) {
    this.file = file;
    this.bin = scratch.resolve("bin");
    try {
      for (String tool : TOOLS) {
        withProgram(tool, "exec " + installed(tool) + " \"$@\"");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("PATH", bin.toString());
  }

  Script with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  Script withThisJava() {
    return with("JAVA_HOME", System.getProperty("java.home"));
  }

  /** Puts a program of the test's own into the path. */
  Script withProgram(String name, String... lines) throws IOException {
    executable(bin.resolve(name), lines);
    return this;
  }

  static void executable(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", file.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  Result run(String... words) throws Exception {
    Process process = start(words);
    process.getOutputStream().close();
    CompletableFuture<String> err = read(process.getErrorStream());
    CompletableFuture<String> out = read(process.getInputStream());
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill(process);
      throw new AssertionError("still running after a minute: " + String.join(" ", words) + ": " + out.join() + err.join());
    }
    return new Result(process.exitValue(), out.join(), err.join());
  }

  /** Ends a script and what it has started. */
  static void kill(Process process) {
    Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        });
  }

  record Result(int status, String out, String err) {}

  private static Path installed(String tool) throws IOException {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(folder, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IOException("this machine has no " + tool);
  }
}
