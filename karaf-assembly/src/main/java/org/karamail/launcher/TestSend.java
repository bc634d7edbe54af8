package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/**
 * Sends one small message by SMTP and prints the final reply, which names the queue id.
 *
 * <p>Arguments: {@code HOST PORT quiet|show FROM TO…}. Ends with 0 when the message was accepted for every recipient,
 * with 1 when the server refused something, with 2 when there was no talking to it.
 */
public final class TestSend {
  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;
  private static final int UNREACHABLE = 2;

  private TestSend() {}

  public static void main(String[] args) {
    System.exit(send(args, System.out, System.err));
  }

  static int send(String[] args, PrintStream out, PrintStream err) {
    String host = args[0];
    int port = Integer.parseInt(args[1]);
    boolean shown = args[2].equals("show");
    String from = args[3];
    List<String> to = List.of(args).subList(4, args.length);
    try (Dialogue dialogue = new Dialogue(host, port, shown ? out : silence())) {
      String reply = transaction(dialogue, from, to);
      if (!shown) {
        out.println(reply);
      }
      return ACCEPTED;
    } catch (Refusal refusal) {
      err.println(refusal.getMessage());
      return REFUSED;
    } catch (IOException e) {
      err.println("No SMTP with " + host + " port " + port + ": " + e.getMessage());
      return UNREACHABLE;
    }
  }

  private static String transaction(Dialogue dialogue, String from, List<String> to) throws IOException {
    expect("the greeting", dialogue.hear());
    expect("EHLO", dialogue.say("EHLO localhost"));
    String international = ascii(from) && to.stream().allMatch(TestSend::ascii) ? "" : " SMTPUTF8";
    expect("MAIL FROM:<" + from + ">", dialogue.say("MAIL FROM:<" + from + ">" + international));
    for (String recipient : to) {
      expect("RCPT TO:<" + recipient + ">", dialogue.say("RCPT TO:<" + recipient + ">"));
    }
    expect("DATA", dialogue.say("DATA"));
    String reply = dialogue.sayMessage(message(from, to));
    expect("the message", reply);
    try {
      dialogue.say("QUIT");
    } catch (IOException alreadyAccepted) {
      return reply;
    }
    return reply;
  }

  private static String message(String from, List<String> to) {
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    return String.join(
        "\r\n",
        "From: <" + from + ">",
        "To: <" + String.join(">, <", to) + ">",
        "Subject: A test from Karamail",
        "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now),
        "Message-ID: <" + UUID.randomUUID() + "@test-send.karamail>",
        "",
        "Sent by `karamail test-send` at " + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now) + ".",
        "");
  }

  private static void expect(String what, String reply) throws Refusal {
    if (reply.isEmpty() || (reply.charAt(0) != '2' && reply.charAt(0) != '3')) {
      throw new Refusal("The server refused " + what + ": " + reply);
    }
  }

  private static boolean ascii(String text) {
    return US_ASCII.newEncoder().canEncode(text);
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), false, US_ASCII);
  }

  private static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }
}
