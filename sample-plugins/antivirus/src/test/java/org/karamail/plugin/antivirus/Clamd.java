package org.karamail.plugin.antivirus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.karamail.testkit.ForeignDaemon;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.net.FreePort;

/** Debian's clamd with one signature of our own, on a port and a Unix socket. */
final class Clamd {

  /** What the signature matches. */
  static final String MALWARE = "karamail-test-malware-8c1f";

  static final int STREAM_MAX_LENGTH = 1 << 20;

  private Clamd() {}

  static ForeignDaemon start(Path folder) {
    int port = FreePort.find();
    Path socket = folder.resolve("clamd.ctl");
    try {
      Path signatures = Files.createDirectory(folder.resolve("signatures"));
      String hex = HexFormat.of().formatHex(MALWARE.getBytes(StandardCharsets.US_ASCII));
      Files.writeString(signatures.resolve("test.ndb"), "Karamail.Test:0:*:" + hex + "\n");
      Path configuration =
          Files.writeString(
              folder.resolve("clamd.conf"),
              String.join(
                  "\n",
                  "Foreground yes",
                  "DatabaseDirectory " + signatures,
                  "TCPSocket " + port,
                  "TCPAddr 127.0.0.1",
                  "LocalSocket " + socket,
                  "StreamMaxLength " + STREAM_MAX_LENGTH,
                  "SelfCheck 0",
                  ""));
      ForeignProgram program = ForeignProgram.start(folder, "clamd", "--config-file=" + configuration);
      return new ForeignDaemon(program, port, socket).await();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
