package org.karamail.plugin.mailauth.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail that waits to be handed over. For one thread. */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration PATIENCE = Duration.ofDays(3);
  private static final Pattern TO = Pattern.compile("^To: <([^>]+)>$", Pattern.MULTILINE);

  private final Path folder;

  Outbox(Path folder) {
    this.folder = folder;
  }

  void put(String name, byte[] message) throws IOException {
    Files.write(Files.createDirectories(folder).resolve(name + ".eml"), message);
  }

  /** Tries to hand over all there is; stops at the first that the server has no time for. */
  void empty(Reporter reporter, Instant now) throws IOException {
    for (Path file : waiting()) {
      if (!handOver(file, reporter, now)) {
        return;
      }
    }
  }

  private List<Path> waiting() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    }
  }

  /** Answers whether there is a server at all. */
  private static boolean handOver(Path file, Reporter reporter, Instant now) throws IOException {
    byte[] message = Files.readAllBytes(file);
    Matcher to = TO.matcher(new String(message, US_ASCII));
    if (!to.find()) {
      LOG.warn("{} is no DMARC report of ours, and is dropped", file);
      Files.delete(file);
      return true;
    }
    String recipient = to.group(1);
    try (HandOver session = new HandOver(reporter)) {
      HandOver.Answer answer = session.send(recipient, message);
      LOG.info("DMARC report {} to {}: {}", file.getFileName(), recipient, answer);
      if (answer != HandOver.Answer.LATER || isLate(file, now)) {
        Files.delete(file);
      }
      return true;
    } catch (IOException noServer) {
      LOG.warn("DMARC reports wait: {} takes no mail: {}", reporter.server(), noServer.toString());
      if (isLate(file, now)) {
        Files.delete(file);
      }
      return false;
    }
  }

  private static boolean isLate(Path file, Instant now) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(PATIENCE));
  }
}
