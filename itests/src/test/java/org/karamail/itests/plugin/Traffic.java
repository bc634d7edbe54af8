package org.karamail.itests.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/** Sessions that stay open and send one numbered message after the other, and the account of what became of them. */
public final class Traffic implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern NUMBER = Pattern.compile("^Subject: number (\\S+)$", Pattern.MULTILINE);

  private final PluginServer server;
  private final ExecutorService sessions;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  private Traffic(PluginServer server, int count) {
    this.server = server;
    this.sessions = Executors.newFixedThreadPool(count);
  }

  /** Opens so many sessions, each of which begins to send. */
  public static Traffic start(PluginServer server, int count) {
    Traffic traffic = new Traffic(server, count);
    for (int session = 0; session < count; session++) {
      int number = session;
      traffic.sessions.execute(() -> traffic.run(number));
    }
    return traffic;
  }

  /** Waits until so many more messages have been accepted. */
  public void awaitFurther(int messages) {
    int target = accepted.size() + messages;
    Awaitility.await("further messages")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> accepted.size() >= target || !problems.isEmpty());
  }

  /** Every session finishes the message it is in, and says QUIT. */
  public void end() throws InterruptedException {
    ended = true;
    sessions.shutdown();
    if (!sessions.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      problems.add("sessions that did not come to an end");
    }
  }

  /** How many messages have been accepted. */
  public int accepted() {
    return accepted.size();
  }

  /** Dropped connections, and replies of 4yz and 5yz. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Waits until as many messages lie in mailboxes as were accepted, as long as there are more from time to time. */
  public void awaitDelivered() throws IOException {
    for (int seen = delivered(); seen < accepted.size(); seen = delivered()) {
      int before = seen;
      Awaitility.await("delivery of " + accepted.size() + " messages, of which " + before + " lie in mailboxes")
          .atMost(PATIENCE)
          .until(() -> delivered() > before);
    }
  }

  private int delivered() throws IOException {
    return server.process().maildirs().files().size();
  }

  /** What is lost, doubled, or does not carry exactly one stamp. Reads one message after the other: there may be a million. */
  public List<String> wrongInMailboxes() throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> missing = new HashSet<>(accepted);
    for (Path file : server.process().maildirs().files()) {
      String message = Files.readString(file, StandardCharsets.ISO_8859_1);
      Matcher found = NUMBER.matcher(message);
      String number = found.find() ? found.group(1) : "unreadable " + file;
      if (!missing.remove(number)) {
        wrong.add("doubled, or never acknowledged: " + number);
      }
      if (message.lines().takeWhile(line -> !line.isEmpty()).filter(line -> line.startsWith("X-Stamp: ")).count() != 1) {
        wrong.add("unfiltered: " + number);
      }
    }
    missing.forEach(number -> wrong.add("lost: " + number));
    return wrong;
  }

  private void run(int session) {
    try (SmtpTalk talk = server.process().session()) {
      for (int message = 0; !ended; message++) {
        send(talk, session + "-" + message);
      }
      talk.command("QUIT");
    } catch (IOException | RuntimeException dropped) {
      problems.add("session " + session + ": " + dropped);
    }
  }

  private void send(SmtpTalk talk, String number) throws IOException {
    byte[] text = ("Subject: number " + number + "\r\n\r\nHello.\r\n").getBytes(StandardCharsets.US_ASCII);
    SmtpReply reply = talk.deliver(text, "sender@example.org", "traffic@" + LocalDomain.NAME);
    if (reply.code() == 250) {
      accepted.add(number);
    } else {
      problems.add(number + ": " + reply.text());
      talk.command("RSET");
    }
  }

  @Override
  public void close() {
    ended = true;
    sessions.shutdownNow();
  }
}
