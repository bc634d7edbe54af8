package org.karamail.testkit.dns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that a {@link ScriptedDns} was asked.
 *
 * @param id the one its answer must carry
 * @param name lower case, without a final dot
 * @param type such as MX
 * @param extended whether it came with EDNS (RFC 6891)
 * @param authenticated whether it asked to be told about DNSSEC (the AD bit)
 * @param datagram how large an answer over UDP may be
 */
public record DnsQuestion(int id, String name, String type, boolean extended, boolean authenticated, int datagram) {

  private static final int HEADER = 12;
  private static final int SMALLEST_DATAGRAM = 512;

  /** Reads the message of a client; empty when it is none. */
  static Optional<DnsQuestion> read(byte[] message) {
    try {
      ByteBuffer in = ByteBuffer.wrap(message);
      in.position(HEADER);
      StringBuilder name = new StringBuilder();
      for (int length = in.get(); length > 0; length = in.get()) {
        byte[] label = new byte[length];
        in.get(label);
        name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
      }
      String type = ZoneRecord.type(in.getShort());
      in.getShort();
      boolean extended = in.remaining() >= 5 && message[11] == 1;
      int datagram = extended ? Short.toUnsignedInt(in.getShort(in.position() + 3)) : SMALLEST_DATAGRAM;
      return Optional.of(
          new DnsQuestion(
              Short.toUnsignedInt(ByteBuffer.wrap(message).getShort()),
              name.toString().toLowerCase(Locale.ROOT),
              type,
              extended,
              (message[3] & 0x20) != 0,
              Math.max(SMALLEST_DATAGRAM, datagram)));
    } catch (RuntimeException noMessage) {
      return Optional.empty();
    }
  }

  /** {@code example.org MX}. */
  @Override
  public String toString() {
    return name + " " + type;
  }
}
