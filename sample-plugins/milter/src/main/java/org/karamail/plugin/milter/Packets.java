package org.karamail.plugin.milter;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.karamail.plugin.daemon.DaemonConnection;

/** Packets over a connection: a length of 32 bits, a letter, data. Each that is sent and each that is awaited has its time. */
final class Packets {

  private static final int LARGEST = 1 << 20;

  private final DaemonConnection connection;
  private final DataInputStream in;
  private Patience patience;

  Packets(DaemonConnection connection, Patience patience) {
    this.connection = connection;
    this.in = new DataInputStream(connection.in());
    this.patience = patience;
  }

  /** How long the other side is waited for from now on. */
  void within(Patience next) {
    patience = next;
  }

  void send(Packet packet) throws IOException {
    send(packet.command(), packet.data(), packet.data().length);
  }

  void send(char command, byte[] data, int length) throws IOException {
    connection.deadline(patience.toSend());
    ByteBuffer packet = ByteBuffer.allocate(Integer.BYTES + 1 + length);
    connection.write(packet.putInt(length + 1).put((byte) command).put(data, 0, length).flip());
  }

  /** The next answer, which is awaited as long as the step allows. */
  Packet receive(Step step) throws IOException {
    connection.deadline(patience.toAnswer(step));
    int length = in.readInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("a packet of the length " + length);
    }
    char command = (char) in.readUnsignedByte();
    byte[] data = new byte[length - 1];
    in.readFully(data);
    return new Packet(command, data);
  }

  /** Whether the other side has hung up, or speaks unasked. Does not wait. */
  boolean isOver() {
    try {
      return connection.hasInput();
    } catch (IOException broken) {
      return true;
    }
  }
}
