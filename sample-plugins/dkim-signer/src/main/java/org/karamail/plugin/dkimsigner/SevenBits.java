package org.karamail.plugin.dkimsigner;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.QueuedMail;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.message.Message;
import org.karamail.message.sevenbit.SevenBitForm;
import org.karamail.model.BodyType;

/**
 * A message as it will be signed, and the edits that make it so: what needs eight bits is encoded first (RFC 6376 section 5.3).
 * Afterwards nobody could, without breaking the signature.
 *
 * @param message what the edits leave
 */
record SevenBits(Message message, Edits edits) {

  private static final List<String> FIELDS = List.of("Content-Transfer-Encoding", "MIME-Version");

  /** The message as it is. */
  static SevenBits untouched(QueuedMail mail) {
    return new SevenBits(mail.message(), Edits.NONE);
  }

  /** The message encoded where it has to be and can be. */
  static SevenBits of(QueuedMail mail) throws IOException {
    Message message = mail.message();
    if (mail.envelope().body() == BodyType.SEVEN_BIT) {
      return untouched(mail);
    }
    Optional<Message> form = SevenBitForm.of(message).filter(other -> !other.equals(message));
    return form.isEmpty() ? untouched(mail) : encoded(message, form.get());
  }

  private static SevenBits encoded(Message message, Message form) {
    List<HeaderField> changed =
        FIELDS.stream()
            .flatMap(name -> form.headers().first(name).stream())
            .filter(field -> !message.headers().fields().contains(field))
            .toList();
    HeaderBlock headers = message.headers();
    for (HeaderField field : changed) {
      headers = headers.without(field.name()).withOnTop(field);
    }
    Stream<Edit> fields = changed.stream().map(Edit.ReplaceFields::new);
    Stream<Edit> body = Stream.of(new Edit.ReplaceBody(form.body()));
    return new SevenBits(new Message(headers, form.body()), new Edits(Stream.concat(fields, body).toList()));
  }
}
