package org.karamail.plugin.milter;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.hook.Session;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;

/** How what happens is worded for milters, step by step. */
final class Told {

  private static final byte[] NO_CLIENT = {'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't', 0, 'U'};

  private Told() {}

  /** Host name, family, port, address; mail that came by HTTP has no client. */
  static Packet connected(Optional<Session> session) {
    if (session.isEmpty()) {
      return new Packet(Step.CONNECT.command(), NO_CLIENT);
    }
    InetAddress address = session.get().remoteAddress();
    boolean six = address instanceof Inet6Address;
    byte[] host = Packet.of('C', List.of("[" + literal(address) + "]")).data();
    byte[] text = Packet.of('C', List.of((six ? "IPv6:" : "") + literal(address))).data();
    ByteBuffer data = ByteBuffer.allocate(host.length + 1 + Short.BYTES + text.length);
    data.put(host).put((byte) (six ? '6' : '4')).putShort((short) session.get().remotePort()).put(text);
    return new Packet(Step.CONNECT.command(), data.array());
  }

  static Packet greeted(String name) {
    return Packet.of(Step.HELO.command(), List.of(Packet.octets(name)));
  }

  static Packet sender(ReversePath sender, Map<String, String> parameters) {
    return path(Step.MAIL, sender.toString(), parameters);
  }

  static Packet recipient(Mailbox recipient, Map<String, String> parameters) {
    return path(Step.RCPT, recipient.toString(), parameters);
  }

  /** The address of a client without the zone that only this machine knows. */
  static String literal(InetAddress address) {
    return address.getHostAddress().replaceAll("%.*", "");
  }

  private static Packet path(Step step, String address, Map<String, String> parameters) {
    List<String> texts = new ArrayList<>(List.of("<" + Packet.octets(address) + ">"));
    parameters.forEach((name, value) -> texts.add(Packet.octets(value.isEmpty() ? name : name + "=" + value)));
    return Packet.of(step.command(), texts);
  }
}
