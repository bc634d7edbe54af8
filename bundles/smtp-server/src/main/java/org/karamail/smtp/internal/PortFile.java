package org.karamail.smtp.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the start script and tests which port a listener has: {@code run/smtp-NAME.port} below the data folder holds it as
 * long as the listener listens. Whoever sees the file can connect.
 */
final class PortFile {

  private static final Logger LOG = LoggerFactory.getLogger(PortFile.class);

  private final Path file;

  PortFile(Path data, String listener) {
    this.file = data.resolve("run").resolve("smtp-" + listener + ".port");
  }

  void write(int port) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.write(fresh, (port + "\n").getBytes(StandardCharsets.US_ASCII));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      LOG.warn("{} cannot be written ({}); mail works, but the start script will not find port {}", file, failed, port);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      LOG.warn("{} cannot be removed ({}); the port in it is no longer open", file, failed.toString());
    }
  }
}
