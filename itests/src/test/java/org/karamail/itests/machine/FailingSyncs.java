package org.karamail.itests.machine;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes fsync and fdatasync of a running process fail with EIO, by libfiu.
 *
 * @param control where its control pipes lie
 */
public record FailingSyncs(Path control) {

  private static final String POINT = "posix/io/sync/*";
  private static final int EIO = 5;

  /** The command to start the process under. */
  public String[] wrapper() {
    return new String[] {"fiu-run", "-x", "-f", control.toString()};
  }

  /** From now on this share of all syncs fails. */
  public void begin(ProcessHandle process, double probability) throws IOException, InterruptedException {
    tell(process, "enable_random name=" + POINT + ",probability=" + probability + ",failinfo=" + EIO);
  }

  /** From now on every sync does what it says. */
  public void end(ProcessHandle process) throws IOException, InterruptedException {
    tell(process, "disable name=" + POINT);
  }

  private void tell(ProcessHandle process, String order) throws IOException, InterruptedException {
    Command.must("fiu-ctrl", "-f", control.toString(), "-c", order, Long.toString(process.pid()));
  }
}
