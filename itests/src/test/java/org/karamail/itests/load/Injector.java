package org.karamail.itests.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/**
 * Sends numbered messages over several sessions until its standard input ends, and writes each acknowledged one to a
 * ledger before it goes on. It runs in a process of its own, survives the death of the server, and finds it again by
 * the port file. A message whose reply never came is never sent again: the server may or may not have it.
 */
public final class Injector {

  private static final int MESSAGES_PER_SESSION = 25;
  private static final long PAUSE_MILLIS = 20;

  private final String host;
  private final Path portFile;
  private final String run;
  private final Ledger ledger;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger refusedForGood = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final CountDownLatch stop = new CountDownLatch(1);

  private Injector(String host, Path portFile, String run, Ledger ledger) {
    this.host = host;
    this.portFile = portFile;
    this.run = run;
    this.ledger = ledger;
  }

  /** Arguments: host, port file, ledger, name of the run, sessions. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Ledger ledger = new Ledger(Path.of(args[2]))) {
      Injector injector = new Injector(args[0], Path.of(args[1]), args[3], ledger);
      List<Thread> sessions = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(args[4]); i++) {
        sessions.add(new Thread(injector::sendUntilStopped, "session-" + i));
      }
      sessions.forEach(Thread::start);
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
      injector.stop.countDown();
      for (Thread session : sessions) {
        session.join();
      }
      System.out.printf(
          "sent %d, refused for now %d, refused for good %d, sessions broken %d%n",
          injector.next.get(), injector.refused.get(), injector.refusedForGood.get(), injector.broken.get());
    }
  }

  private void sendUntilStopped() {
    while (stop.getCount() > 0) {
      try (SmtpTalk talk = SmtpTalk.to(host, Integer.parseInt(Files.readString(portFile).trim()))) {
        talk.greeting();
        talk.command("EHLO injector.example");
        sendSome(talk);
        talk.command("QUIT");
      } catch (IOException | NumberFormatException serverGone) {
        broken.incrementAndGet();
        pause();
      }
    }
  }

  private void sendSome(SmtpTalk talk) throws IOException {
    for (int i = 0; i < MESSAGES_PER_SESSION && stop.getCount() > 0; i++) {
      NumberedMessage message = new NumberedMessage(run, next.getAndIncrement());
      SmtpReply reply = talk.deliver(message.content(), message.sender(), message.recipients().toArray(String[]::new));
      if (reply.code() == 250) {
        ledger.acknowledged(new Ledger.Entry(message.number(), message.sha256()));
      } else {
        refuse(talk, message, reply);
      }
    }
  }

  private void refuse(SmtpTalk talk, NumberedMessage message, SmtpReply reply) throws IOException {
    int earlier = (reply.temporary() ? refused : refusedForGood).getAndIncrement();
    if (earlier % 1000 == 0) {
      System.out.println("refused " + message.number() + ": " + reply.text());
    }
    pause();
    talk.command("RSET");
  }

  /** Waits for the end, but not for long. */
  private void pause() {
    try {
      if (stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
