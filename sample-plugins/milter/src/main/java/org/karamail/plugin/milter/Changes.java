package org.karamail.plugin.milter;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Verdict;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;

/** What one milter asks for at the end of the message: made in the draft, each only if it was agreed upon. */
final class Changes {

  private final Draft draft;
  private final Negotiated agreed;
  private Optional<ReplacedBody> body = Optional.empty();
  private Optional<String> quarantine = Optional.empty();

  Changes(Draft draft, Negotiated agreed) {
    this.draft = draft;
    this.agreed = agreed;
  }

  /**
   * Makes a change; answers whether the packet asks for one.
   *
   * @throws IOException if it is malformed, or was not agreed upon
   */
  boolean make(Packet packet) throws IOException {
    switch (packet.command()) {
      case 'h' -> add(packet);
      case 'i' -> insert(packet);
      case 'm' -> change(packet);
      case 'b' -> replaceBody(packet);
      case 'e' -> changeSender(packet);
      case '+' -> addRecipient(packet, Negotiated.ADD_RECIPIENTS);
      case '2' -> addRecipient(packet, Negotiated.ADD_RECIPIENTS_WITH_PARAMETERS);
      case '-' -> removeRecipient(packet);
      case 'q' -> hold(packet);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What becomes of the message when the milter is content with it. */
  Verdict ending() {
    body.ifPresent(draft::body);
    if (draft.recipients().isEmpty()) {
      return Verdict.discard("a milter has removed every recipient");
    }
    return quarantine.map(Verdict::quarantine).orElseGet(Verdict::proceed);
  }

  private void add(Packet packet) throws IOException {
    agreed(Negotiated.ADD_HEADERS, packet);
    draft.insert(0, field(packet, 0));
  }

  private void insert(Packet packet) throws IOException {
    agreed(Negotiated.ADD_HEADERS, packet);
    draft.insert(packet.number(0), field(packet, Integer.BYTES));
  }

  private void change(Packet packet) throws IOException {
    agreed(Negotiated.CHANGE_HEADERS, packet);
    List<String> texts = texts(packet, Integer.BYTES, 2);
    Optional<Integer> index = draft.find(texts.get(0), packet.number(0));
    if (texts.get(1).isEmpty()) {
      index.ifPresent(at -> draft.remove(at.intValue()));
      return;
    }
    HeaderField field = field(packet, Integer.BYTES);
    if (index.isPresent()) {
      draft.change(index.get(), field);
    } else {
      draft.insert(0, field);
    }
  }

  private HeaderField field(Packet packet, int offset) throws IOException {
    List<String> texts = texts(packet, offset, 2);
    return FieldText.field(texts.get(0), texts.get(1), agreed.keepsLeadingSpace());
  }

  private void replaceBody(Packet packet) throws IOException {
    agreed(Negotiated.CHANGE_BODY, packet);
    ReplacedBody other = body.orElseGet(draft::newBody);
    body = Optional.of(other);
    other.add(packet.data());
  }

  private void changeSender(Packet packet) throws IOException {
    agreed(Negotiated.CHANGE_FROM, packet);
    String address = address(packet);
    draft.sender(ReversePath.parse(address).orElseThrow(() -> malformed(packet)));
  }

  private void addRecipient(Packet packet, int action) throws IOException {
    agreed(action, packet);
    draft.add(Mailbox.parse(address(packet)).orElseThrow(() -> malformed(packet)));
  }

  private void removeRecipient(Packet packet) throws IOException {
    agreed(Negotiated.DELETE_RECIPIENTS, packet);
    draft.remove(Mailbox.parse(address(packet)).orElseThrow(() -> malformed(packet)));
  }

  private void hold(Packet packet) throws IOException {
    agreed(Negotiated.QUARANTINE, packet);
    quarantine = Optional.of("a milter: " + texts(packet, 0, 1).get(0).replaceAll("[^ -~]", "?"));
  }

  private String address(Packet packet) throws IOException {
    String text = Packet.text(texts(packet, 0, 1).get(0)).strip();
    return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
  }

  private static List<String> texts(Packet packet, int offset, int least) throws IOException {
    List<String> texts = packet.texts(offset);
    if (texts.size() < least) {
      throw malformed(packet);
    }
    return texts;
  }

  private void agreed(int action, Packet packet) throws IOException {
    if (!agreed.mayDo(action)) {
      throw new IOException("the change " + packet + ", which was not agreed upon");
    }
  }

  private static IOException malformed(Packet packet) {
    return new IOException("a malformed packet " + packet);
  }
}
