package org.karamail.itests.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The mailboxes of one server, read as a mail reader reads them: {@code <domain>/<local part>/{new,cur}}.
 *
 * @param root the folder of all domains
 */
public record Maildirs(Path root) {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Every file in any {@code new} or {@code cur}. */
  public List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path domain : entries(root)) {
      for (Path mailbox : entries(domain)) {
        all.addAll(filesOf(mailbox));
      }
    }
    return all;
  }

  /** Every file of one mailbox, none if there is no such mailbox. */
  public List<Path> files(String address) throws IOException {
    int at = address.lastIndexOf('@');
    return filesOf(root.resolve(address.substring(at + 1)).resolve(address.substring(0, at)));
  }

  /** Waits until exactly one message lies in this mailbox. */
  public DeliveredMessage awaitOne(String address) throws IOException {
    Awaitility.await("a message for " + address).atMost(PATIENCE).until(() -> !files(address).isEmpty());
    List<Path> found = files(address);
    if (found.size() != 1) {
      throw new IOException("expected one message for " + address + " but found " + found);
    }
    return DeliveredMessage.read(found.get(0));
  }

  private static List<Path> filesOf(Path mailbox) throws IOException {
    List<Path> files = new ArrayList<>(entries(mailbox.resolve("new")));
    files.addAll(entries(mailbox.resolve("cur")));
    return files;
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
