package org.karamail.plugin.milter;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.karamail.hook.Verdict;
import org.karamail.plugin.daemon.DaemonAddress;
import org.karamail.plugin.daemon.DaemonConnection;

/** A connection to a milter on which both have agreed what is told and answered. */
final class MilterLine implements Closeable {

  /** What is said on a line. */
  @FunctionalInterface
  interface Talk {
    Verdict on(MilterLine line) throws IOException;
  }

  private final DaemonConnection connection;
  private final Packets packets;
  private final Negotiated agreed;
  private final MacroMemory memory;

  private MilterLine(DaemonConnection connection, Packets packets, Negotiated agreed) {
    this.connection = connection;
    this.packets = packets;
    this.agreed = agreed;
    this.memory = new MacroMemory(agreed.macros());
  }

  /** Connects, and offers what we can do. */
  static MilterLine open(DaemonAddress milter, Patience patience) throws IOException {
    DaemonConnection connection = DaemonConnection.open(milter, patience.toConnect());
    try {
      Packets packets = new Packets(connection, patience);
      packets.send(Negotiated.offer());
      return new MilterLine(connection, packets, Negotiated.read(packets.receive(Step.CONNECT)));
    } catch (IOException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  /** The same line, in a call that has this much time. */
  MilterLine within(Patience patience) {
    packets.within(patience);
    return this;
  }

  Negotiated agreed() {
    return agreed;
  }

  /** Whether the milter has hung up, or speaks unasked, which no milter does that we could go on with. Does not wait. */
  boolean isOver() {
    return packets.isOver();
  }

  /** Tells it of a step that it wants to know, and waits if it answers that. */
  Verdict tell(Step step, List<String> macros, Packet packet) throws IOException {
    List<String> due = memory.at(step, macros);
    if (!agreed.wants(step)) {
      return Verdict.proceed();
    }
    send(step, due);
    packets.send(packet);
    return agreed.answers(step) ? Answers.of(answer(step), step) : Verdict.proceed();
  }

  void send(char command, byte[] data, int length) throws IOException {
    packets.send(command, data, length);
  }

  /** The next answer; a milter that says it is still at work is given its time anew. */
  Packet answer(Step step) throws IOException {
    Packet answer = packets.receive(step);
    while (answer.command() == 'p') {
      answer = packets.receive(step);
    }
    return answer;
  }

  /** Sends what goes with a step that is told otherwise than by {@link #tell}. */
  void macros(Step step, List<String> news) throws IOException {
    send(step, memory.at(step, news));
  }

  /** The letter of the command is followed by names and values at once. */
  private void send(Step step, List<String> macros) throws IOException {
    if (!macros.isEmpty()) {
      List<String> texts = new ArrayList<>(macros);
      texts.set(0, step.command() + texts.get(0));
      packets.send(Packet.of('D', texts));
    }
  }

  /** The transaction is called off; nothing answers that. */
  Verdict abort() throws IOException {
    packets.send(Packet.of('A'));
    return Verdict.proceed();
  }

  /** Nothing answers that. */
  Verdict bye() throws IOException {
    packets.send(Packet.of('Q'));
    return Verdict.proceed();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
