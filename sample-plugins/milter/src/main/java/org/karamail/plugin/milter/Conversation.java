package org.karamail.plugin.milter;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;
import org.karamail.plugin.daemon.DaemonConnection;
import org.karamail.plugin.daemon.Deadline;
import org.karamail.plugin.daemon.Exchange;

/**
 * One transaction told to one milter, from the offer to the end of the message.
 *
 * <pre>
 *   offer → connect → helo → mail → rcpt … → data → header … → end of header → body … → end
 *                                                                                      ⇠ changes …
 *   each step is answered: continue goes on, accept, reject, tempfail, discard and a reply code end it
 * </pre>
 *
 * <p>A step ends the conversation when it gives a verdict. Until the end nothing is changed in the draft.
 */
final class Conversation implements Exchange<Verdict> {

  private static final int CHUNK = 65_535;

  private final Draft draft;
  private final MilterSettings settings;
  private final Deadline last;

  /**
   * A conversation about a draft.
   *
   * @param last when the call's budget is over
   */
  Conversation(Draft draft, MilterSettings settings, Deadline last) {
    this.draft = draft;
    this.settings = settings;
    this.last = last;
  }

  @Override
  public Verdict with(DaemonConnection connection) throws IOException {
    Packets packets = new Packets(connection);
    packets.deadline(last.atMost(settings.commandTimeout()));
    packets.send(Negotiated.offer());
    Verdict verdict = new Telling(packets, Negotiated.read(packets.receive())).all();
    bye(packets);
    return verdict;
  }

  /** The verdict stands; a milter that does not hear our goodbye sees the connection end. */
  private static void bye(Packets packets) {
    try {
      packets.send(Packet.of('Q'));
    } catch (IOException gone) {
      return;
    }
  }

  /** The conversation after the offer. */
  private final class Telling {

    private final Packets packets;
    private final Negotiated agreed;
    private final Macros macros = new Macros(draft, settings.hostname());

    Telling(Packets packets, Negotiated agreed) {
      this.packets = packets;
      this.agreed = agreed;
    }

    Verdict all() throws IOException {
      Optional<Verdict> ended = session();
      ended = ended.isPresent() ? ended : envelope();
      ended = ended.isPresent() ? ended : header();
      ended = ended.isPresent() ? ended : body();
      return ended.isPresent() ? ended.get() : end();
    }

    private Optional<Verdict> session() throws IOException {
      Optional<Session> session = draft.original().session();
      Optional<Verdict> ended = tell(Step.CONNECT, connected(session));
      Optional<String> helo = session.flatMap(Session::helo);
      return ended.isPresent() || helo.isEmpty() ? ended : tell(Step.HELO, texts(Step.HELO, Packet.octets(helo.get())));
    }

    private Optional<Verdict> envelope() throws IOException {
      Optional<Verdict> ended = tell(Step.MAIL, texts(Step.MAIL, "<" + Packet.octets(draft.sender().toString()) + ">"));
      for (Mailbox recipient : draft.recipients()) {
        macros.recipient(recipient);
        String path = "<" + Packet.octets(recipient.toString()) + ">";
        ended = ended.isPresent() ? ended : tell(Step.RCPT, texts(Step.RCPT, path));
      }
      return ended.isPresent() ? ended : tell(Step.DATA, Packet.of(Step.DATA.command()));
    }

    private Optional<Verdict> header() throws IOException {
      Optional<Verdict> ended = Optional.empty();
      for (HeaderField field : draft.fields()) {
        String value = FieldText.value(field, agreed.keepsLeadingSpace());
        ended = ended.isPresent() ? ended : tell(Step.HEADER, texts(Step.HEADER, field.name(), value));
      }
      return ended.isPresent() ? ended : tell(Step.END_OF_HEADER, Packet.of(Step.END_OF_HEADER.command()));
    }

    private Optional<Verdict> body() throws IOException {
      if (!agreed.wants(Step.BODY)) {
        return Optional.empty();
      }
      byte[] chunk = new byte[CHUNK];
      try (InputStream in = draft.body().open()) {
        for (int count = in.readNBytes(chunk, 0, CHUNK); count > 0; count = in.readNBytes(chunk, 0, CHUNK)) {
          patience(Step.BODY);
          packets.send(Step.BODY.command(), chunk, count);
          if (agreed.answers(Step.BODY)) {
            Packet answer = answer();
            if (answer.command() == 's' && agreed.maySkip()) {
              return Optional.empty();
            }
            Optional<Verdict> ended = ending(answer);
            if (ended.isPresent()) {
              return ended;
            }
          }
        }
      }
      return Optional.empty();
    }

    private Verdict end() throws IOException {
      macros(Step.END);
      patience(Step.END);
      packets.send(Packet.of(Step.END.command()));
      Changes changes = new Changes(draft, agreed, settings.maxReplacedBody());
      Packet answer = answer();
      while (changes.make(answer)) {
        patience(Step.END);
        answer = answer();
      }
      Optional<Verdict> ended = ending(answer);
      boolean content = ended.isEmpty() || answer.command() == 'a';
      return content ? changes.ending() : ended.get();
    }

    private Optional<Verdict> tell(Step step, Packet packet) throws IOException {
      if (!agreed.wants(step)) {
        return Optional.empty();
      }
      macros(step);
      patience(step);
      packets.send(packet);
      return agreed.answers(step) ? ending(answer()) : Optional.empty();
    }

    /** The next answer; a milter that says it is still at work is given its time anew. */
    private Packet answer() throws IOException {
      Packet answer = packets.receive();
      while (answer.command() == 'p') {
        patience(Step.END);
        answer = packets.receive();
      }
      return answer;
    }

    private Optional<Verdict> ending(Packet answer) throws IOException {
      return switch (answer.command()) {
        case 'c' -> Optional.empty();
        case 'a' -> Optional.of(Verdict.proceed());
        case 'r' -> Optional.of(Verdict.reject("5.7.1", "Refused by the mail filter"));
        case 't' -> Optional.of(Verdict.defer("4.7.1", "Not now; please try again later"));
        case 'd' -> Optional.of(Verdict.discard("a milter has discarded it"));
        case 'y' -> Optional.of(ReplyCode.verdict(answer.texts(0).get(0)));
        case '4', 'f' -> Optional.of(Verdict.defer("4.7.0", "Not now; please try again later"));
        default -> throw new IOException("the unexpected answer " + answer);
      };
    }

    private void macros(Step step) throws IOException {
      List<String> known = macros.at(step);
      if (!known.isEmpty()) {
        List<String> texts = new ArrayList<>(List.of(Character.toString(step.command())));
        texts.addAll(known);
        byte[] data = Packet.of('D', texts).data();
        packets.send(new Packet('D', withoutFirstNul(data)));
      }
    }

    private void patience(Step step) {
      packets.deadline(last.atMost(step == Step.END ? settings.messageTimeout() : settings.commandTimeout()));
    }
  }

  private static Packet texts(Step step, String... texts) {
    return Packet.of(step.command(), List.of(texts));
  }

  /** The letter of the command is followed by the macros at once. */
  private static byte[] withoutFirstNul(byte[] data) {
    byte[] shorter = new byte[data.length - 1];
    shorter[0] = data[0];
    System.arraycopy(data, 2, shorter, 1, data.length - 2);
    return shorter;
  }

  /** Host name, family, port, address; mail that came by HTTP has no client. */
  private static Packet connected(Optional<Session> session) {
    if (session.isEmpty()) {
      return new Packet(Step.CONNECT.command(), new byte[] {'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't', 0, 'U'});
    }
    InetAddress address = session.get().remoteAddress();
    boolean six = address instanceof Inet6Address;
    byte[] host = Packet.of('C', List.of("[" + address.getHostAddress() + "]")).data();
    byte[] text = Packet.of('C', List.of((six ? "IPv6:" : "") + address.getHostAddress().replaceAll("%.*", ""))).data();
    ByteBuffer data = ByteBuffer.allocate(host.length + 1 + Short.BYTES + text.length);
    data.put(host).put((byte) (six ? '6' : '4')).putShort((short) session.get().remotePort()).put(text);
    return new Packet(Step.CONNECT.command(), data.array());
  }
}
