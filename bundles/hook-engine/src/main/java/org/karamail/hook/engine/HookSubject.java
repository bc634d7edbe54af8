package org.karamail.hook.engine;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.karamail.model.QueueId;

/**
 * On whose behalf hooks are asked.
 *
 * @param name for logs: a session's id, or a queue id
 * @param client who brought it; empty on the way out
 * @param message the message in hand, where it has its id
 * @param notes what plugins keep, by lifetime
 * @param gone whether nobody waits for the answer any more; cheap, asked on any thread
 */
public record HookSubject(
    String name, Optional<Client> client, Optional<QueueId> message, NoteBook notes, BooleanSupplier gone) {

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
}
