package org.karamail.testkit.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One connection of a {@link ScriptedPeer}, on its own thread. */
final class PeerConversation {

  private final ScriptedPeer peer;
  private final int number;
  private final Map<PeerStage, Integer> visits = new EnumMap<>(PeerStage.class);
  private final PeerWire wire;
  private Optional<String> user = Optional.empty();
  private String greeting = "";
  private String mail = "";
  private final List<String> recipients = new ArrayList<>();

  PeerConversation(ScriptedPeer peer, Socket socket, int number) throws IOException {
    this.peer = peer;
    this.number = number;
    this.wire = new PeerWire(socket, peer.closed());
  }

  void run() throws IOException {
    try {
      perform(PeerStage.BANNER, "", "220 peer.example ESMTP");
      while (answer(wire.line())) {
        // the answer was the work
      }
    } catch (PeerWire.Over over) {
      peer.heard(number, "(" + over.getMessage() + ")");
    } catch (EOFException gone) {
      peer.heard(number, "(closed by the client)");
    }
  }

  private boolean answer(String line) throws IOException {
    peer.heard(number, line);
    String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO", "LHLO" -> hello(line);
      case "HELO" -> {
        greeting = line;
        perform(PeerStage.EHLO, line, "250 peer.example");
      }
      case "STARTTLS" -> startTls(line);
      case "AUTH" -> authenticate(line);
      case "MAIL" -> mail(line);
      case "RCPT" -> recipient(line);
      case "DATA" -> data(line);
      case "RSET" -> {
        forget();
        perform(PeerStage.RSET, line, "250 2.0.0 Ok");
      }
      case "NOOP" -> perform(PeerStage.NOOP, line, "250 2.0.0 Ok");
      case "QUIT" -> {
        perform(PeerStage.QUIT, line, "221 2.0.0 Bye");
        return false;
      }
      default -> wire.say("500 5.5.2 What is " + verb + "?");
    }
    return true;
  }

  private void hello(String line) throws IOException {
    greeting = line;
    List<String> lines = new ArrayList<>();
    lines.add("250-peer.example");
    for (String extension : peer.extensions()) {
      if (!(wire.isEncrypted() && extension.equals("STARTTLS"))) {
        lines.add("250-" + extension);
      }
    }
    String last = lines.remove(lines.size() - 1);
    lines.add("250 " + last.substring(4));
    perform(PeerStage.EHLO, line, lines.toArray(new String[0]));
  }

  private void startTls(String line) throws IOException {
    if (!perform(PeerStage.STARTTLS, line, "220 2.0.0 Go ahead")) {
      return;
    }
    Act act = act(PeerStage.HANDSHAKE, "");
    if (act.kind() != Act.Kind.POLITE) {
      wire.misbehave(act);
      return;
    }
    wire.encrypt();
    greeting = "";
  }

  private void authenticate(String line) throws IOException {
    Act act = act(PeerStage.AUTH, line);
    if (act.kind() != Act.Kind.POLITE) {
      wire.misbehave(act);
      return;
    }
    Optional<String> proved = new PeerAuthentication(this::challenge).prove(line);
    user = proved;
    wire.say(proved.isPresent() ? "235 2.7.0 Welcome" : "535 5.7.8 No");
  }

  private String challenge(String text) throws IOException {
    wire.say("334 " + text);
    return wire.line();
  }

  private void mail(String line) throws IOException {
    forget();
    if (perform(PeerStage.MAIL, line, "250 2.1.0 Ok")) {
      mail = line;
    }
  }

  private void recipient(String line) throws IOException {
    if (mail.isEmpty()) {
      wire.say("503 5.5.1 MAIL first");
    } else if (perform(PeerStage.RCPT, line, "250 2.1.5 Ok")) {
      recipients.add(line);
    }
  }

  private void data(String line) throws IOException {
    if (recipients.isEmpty()) {
      wire.say("554 5.5.1 No valid recipients");
      return;
    }
    if (!perform(PeerStage.DATA, line, "354 Go on")) {
      return;
    }
    String content = content();
    List<String> replies = peer.isLmtp() ? recipients : recipients.subList(0, 1);
    for (String recipient : List.copyOf(replies)) {
      dot(content, recipient);
    }
    forget();
  }

  /** Notes the message before it answers, so that a test that has the answer finds it. */
  private void dot(String content, String recipient) throws IOException {
    Act act = act(PeerStage.DOT, recipient);
    boolean confirmed = act.kind() == Act.Kind.POLITE || act.kind() == Act.Kind.OK_THEN_CLOSE;
    List<String> whom = peer.isLmtp() ? List.of(recipient) : recipients;
    peer.took(new TakenMail(number, greeting, mail, whom, content, wire.isEncrypted(), user, confirmed));
    if (act.kind() == Act.Kind.POLITE) {
      wire.say("250 2.0.0 Ok: queued as " + peer.taken().size());
    } else {
      wire.misbehave(act);
    }
  }

  private String content() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    boolean asked = false;
    while (true) {
      String line = wire.line();
      if (!asked) {
        asked = true;
        Act act = act(PeerStage.BODY, "");
        if (act.kind() != Act.Kind.POLITE) {
          wire.misbehave(act);
        }
      }
      if (line.equals(".")) {
        return content.toString(ISO_8859_1);
      }
      content.write((line.startsWith(".") ? line.substring(1) : line).getBytes(ISO_8859_1));
      content.write('\r');
      content.write('\n');
    }
  }

  private void forget() {
    mail = "";
    recipients.clear();
  }

  /** Does what the script says, or says the polite lines; answers whether what was asked for is done. */
  private boolean perform(PeerStage stage, String line, String... polite) throws IOException {
    Act act = act(stage, line);
    if (act.kind() == Act.Kind.POLITE) {
      wire.say(polite);
      return true;
    }
    wire.misbehave(act);
    return !act.isRefusal();
  }

  private Act act(PeerStage stage, String line) {
    int visit = visits.merge(stage, 1, Integer::sum);
    return peer.script().at(new Script.Moment(stage, line, number, visit));
  }
}
