package org.karamail.plugin.milter;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.karamail.testkit.net.LoopbackServer;

/**
 * A milter that answers as a test says: its offer, and raw octets for each command that it is told. What it is told it keeps,
 * {@code M<sender@client.example>|} with a bar for each NUL. Without an answer of its own a command is continued.
 */
final class ScriptedMilter implements AutoCloseable {

  /** What it does instead of answering. */
  interface Act {
    void on(DataOutputStream out) throws IOException;
  }

  private record Rule(String beginning, Act act) {}

  private final LoopbackServer server = LoopbackServer.bind("scripted-milter");
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private int actions = 0xff;
  private int protocol;
  private int version = 6;
  private String macros = "";

  static ScriptedMilter start() {
    ScriptedMilter milter = new ScriptedMilter();
    milter.server.serve(milter::serve);
    return milter;
  }

  ScriptedMilter offering(int wantedVersion, int wantedActions, int wantedProtocol) {
    version = wantedVersion;
    actions = wantedActions;
    protocol = wantedProtocol;
    return this;
  }

  /** It wants these macros, separated by blanks, at the step of this number. */
  ScriptedMilter choosing(int step, String names) {
    macros += number(step) + names + "\0";
    return this;
  }

  /** On this command these packets, each a letter and its data. */
  ScriptedMilter on(char command, String... packets) {
    return doing(
        command,
        out -> {
          for (String packet : packets) {
            send(out, packet);
          }
        });
  }

  ScriptedMilter doing(char command, Act act) {
    return doing(Character.toString(command), act);
  }

  /** On what begins with this, {@code R<bob@}; the first that fits counts. */
  ScriptedMilter doing(String beginning, Act act) {
    rules.add(new Rule(beginning, act));
    return this;
  }

  /** Hangs up on everybody. */
  void hangUp() {
    server.hangUp();
  }

  /** On this command nothing, for as long as the test runs. */
  ScriptedMilter hangingOn(char command) {
    return doing(command, out -> await());
  }

  String address() {
    return server.text();
  }

  List<String> told() {
    return List.copyOf(told);
  }

  static void send(DataOutputStream out, String packet) throws IOException {
    byte[] octets = packet.getBytes(StandardCharsets.ISO_8859_1);
    out.writeInt(octets.length);
    out.write(octets);
    out.flush();
  }

  /** A number of 32 bits as it stands in a packet. */
  static String number(int number) {
    return "" + (char) (number >>> 24 & 0xff) + (char) (number >>> 16 & 0xff) + (char) (number >>> 8 & 0xff) + (char) (number & 0xff);
  }

  @Override
  public void close() {
    closing.countDown();
    server.close();
  }

  private void await() {
    try {
      closing.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket client) {
    try {
      converse(new DataInputStream(client.getInputStream()), new DataOutputStream(new BufferedOutputStream(client.getOutputStream())));
    } catch (IOException gone) {
      told.add("gone");
    }
  }

  private void converse(DataInputStream in, DataOutputStream out) throws IOException {
    for (String packet = packet(in); packet.charAt(0) != 'Q'; packet = packet(in)) {
      told.add(packet);
      answer(packet, out);
    }
    told.add("Q");
  }

  private static String packet(DataInputStream in) throws IOException {
    byte[] octets = new byte[in.readInt()];
    in.readFully(octets);
    return new String(octets, StandardCharsets.ISO_8859_1).replace('\0', '|');
  }

  private void answer(String packet, DataOutputStream out) throws IOException {
    char command = packet.charAt(0);
    for (Rule rule : rules) {
      if (packet.startsWith(rule.beginning())) {
        rule.act().on(out);
        return;
      }
    }
    if (command == 'O') {
      send(out, "O" + number(version) + number(actions) + number(protocol) + macros);
    } else if (command != 'D' && command != 'A') {
      send(out, "c");
    }
  }
}
