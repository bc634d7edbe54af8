package org.karamail.itests.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Halts a process between two system calls: from its start until its end none of its threads is in the kernel. */
public final class Standstill {

  private final ProcessHandle process;

  private Standstill(ProcessHandle process) {
    this.process = process;
  }

  /** Halts it and waits until all its threads stand still; a sync that is under way ends first. */
  public static Standstill of(ProcessHandle process) throws IOException, InterruptedException {
    Command.must("kill", "-STOP", Long.toString(process.pid()));
    Standstill standstill = new Standstill(process);
    Awaitility.await("every thread to stand still").atMost(Duration.ofSeconds(30)).until(standstill::isComplete);
    return standstill;
  }

  private boolean isComplete() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return threads.allMatch(Standstill::isStopped);
    }
  }

  /** The state follows the name, which stands in brackets: proc(5). A thread that has gone stands still. */
  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Lets it go on. */
  public void end() throws IOException, InterruptedException {
    Command.must("kill", "-CONT", Long.toString(process.pid()));
  }
}
