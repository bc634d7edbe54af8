package org.karamail.itests.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks a server to take mail for each recipient of a list, and prints one line for each: code, sender, recipient. Runs in
 * another network namespace, so it is a program of its own.
 */
public final class RelayProbe {

  private RelayProbe() {}

  /** Arguments: host, port, a file with one {@code sender<TAB>recipient} a line. */
  public static void main(String[] args) throws IOException {
    List<String> attempts = Files.readAllLines(Path.of(args[2]), StandardCharsets.UTF_8);
    for (String attempt : attempts) {
      String[] fields = attempt.split("\t", 2);
      System.out.println(verdict(args[0], Integer.parseInt(args[1]), fields[0], fields[1]) + "\t" + attempt);
    }
  }

  /** The code of the first refusal, or of the reply after the final dot: a relay is open only if the mail is taken. */
  private static int verdict(String host, int port, String sender, String recipient) throws IOException {
    try (SmtpTalk talk = SmtpTalk.to(host, port)) {
      talk.greeting();
      talk.command("EHLO stranger.example");
      byte[] message = "Subject: relay?\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      return talk.deliver(message, sender, recipient).code();
    }
  }
}
