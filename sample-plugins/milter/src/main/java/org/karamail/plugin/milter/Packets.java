package org.karamail.plugin.milter;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.karamail.plugin.daemon.DaemonConnection;
import org.karamail.plugin.daemon.Deadline;

/** Packets over a connection: a length of 32 bits, a letter, data. */
final class Packets {

  private static final int LARGEST = 1 << 20;

  private final DaemonConnection connection;
  private final DataInputStream in;

  Packets(DaemonConnection connection) {
    this.connection = connection;
    this.in = new DataInputStream(connection.in());
  }

  void deadline(Deadline next) {
    connection.deadline(next);
  }

  void send(Packet packet) throws IOException {
    send(packet.command(), packet.data(), packet.data().length);
  }

  void send(char command, byte[] data, int length) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(Integer.BYTES + 1 + length);
    connection.write(packet.putInt(length + 1).put((byte) command).put(data, 0, length).flip());
  }

  Packet receive() throws IOException {
    int length = in.readInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("a packet of the length " + length);
    }
    char command = (char) in.readUnsignedByte();
    byte[] data = new byte[length - 1];
    in.readFully(data);
    return new Packet(command, data);
  }
}
