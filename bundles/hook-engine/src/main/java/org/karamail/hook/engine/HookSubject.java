package org.karamail.hook.engine;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.karamail.message.HeaderBlock;
import org.karamail.model.QueueId;

/**
 * On whose behalf hooks are asked.
 *
 * @param name for logs: a session's id, or a queue id
 * @param client who brought it; empty on the way out
 * @param message the message in hand, where it has its id
 * @param received its header as it came in; empty before it has come, and on the way out
 * @param notes what plugins keep, by lifetime
 * @param gone whether nobody waits for the answer any more; cheap, asked on any thread
 */
public record HookSubject(
    String name,
    Optional<Client> client,
    Optional<QueueId> message,
    Optional<HeaderBlock> received,
    NoteBook notes,
    BooleanSupplier gone) {

  /** On behalf of whoever may come. */
  public static final HookSubject ANYBODY =
      new HookSubject("anybody", Optional.empty(), Optional.empty(), NoteBook.NONE, () -> false);

  /** One of whose message no header has come. */
  public HookSubject(
      String name, Optional<Client> client, Optional<QueueId> message, NoteBook notes, BooleanSupplier gone) {
    this(name, client, message, Optional.empty(), notes, gone);
  }

  /**
   * A client in a session.
   *
   * @param listener the listener's name
   * @param mayRelay whether the client may send to everybody: one of ours
   */
  public record Client(String listener, boolean mayRelay) {}

  /** Whether a client brought it that may send to everybody. */
  public boolean isOfRelay() {
    return client.filter(Client::mayRelay).isPresent();
  }

  /** Whether the message has a field of this name, or may have one as far as is known. */
  public boolean mayHold(String field) {
    return received.isEmpty() || received.get().first(field).isPresent();
  }

  /** The same of a message with this header. */
  public HookSubject with(HeaderBlock header) {
    return new HookSubject(name, client, message, Optional.of(header), notes, gone);
  }
}
