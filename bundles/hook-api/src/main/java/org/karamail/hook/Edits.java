package org.karamail.hook;

import java.util.List;
import java.util.stream.Stream;
import org.karamail.message.Body;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;
import org.karamail.model.Priority;
import org.karamail.model.ReversePath;

/**
 * Changes to a message and its envelope, asked for by an answer and made by Karamail, in order. They travel in the answer:
 * of a hook that faults or comes too late nothing is changed.
 *
 * @param list in the order in which they are made
 */
public record Edits(List<Edit> list) {

  /** No change. */
  public static final Edits NONE = new Edits(List.of());

  /** One change. */
  public sealed interface Edit {

    /** Puts a field on top of the header. */
    record AddField(HeaderField field) implements Edit {}

    /** Removes every field of this name. */
    record RemoveFields(String name) implements Edit {}

    /** Replaces every field of this name by this one, or adds it where there is none. */
    record ReplaceFields(HeaderField field) implements Edit {}

    /** Replaces the body; legal at content points. The body stays readable until the transaction has ended. */
    record ReplaceBody(Body body) implements Edit {}

    /** Replaces the envelope sender. */
    record ReplaceSender(ReversePath sender) implements Edit {}

    /** Adds an envelope recipient; it is routed like every other, with the client's own right to relay. */
    record AddRecipient(Mailbox recipient) implements Edit {}

    /** Takes an envelope recipient away. */
    record RemoveRecipient(Mailbox recipient) implements Edit {}

    /** Sets the priority. */
    record SetPriority(Priority priority) implements Edit {}
  }

  public Edits {
    list = List.copyOf(list);
  }

  public static Edits of(Edit... edits) {
    return new Edits(List.of(edits));
  }

  /** Puts a field on top of the header; the value may hold no line end that does not fold. */
  public static Edits addField(String name, String value) {
    return of(new Edit.AddField(HeaderField.of(name, value)));
  }

  /** Removes every field of this name. */
  public static Edits removeFields(String name) {
    return of(new Edit.RemoveFields(name));
  }

  /** These edits, then those. */
  public Edits and(Edits further) {
    return further.list.isEmpty() ? this : new Edits(Stream.concat(list.stream(), further.list.stream()).toList());
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }
}
