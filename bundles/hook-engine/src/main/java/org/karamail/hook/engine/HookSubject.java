package org.karamail.hook.engine;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.karamail.model.QueueId;

/**
 * On whose behalf hooks are asked.
 *
 * @param name for logs: a session's id, or a queue id
 * @param listener the listener's name; empty on the way out
 * @param message the message in hand, where it has its id
 * @param notes what plugins keep, by lifetime
 * @param gone whether nobody waits for the answer any more; cheap, asked on any thread
 */
public record HookSubject(
    String name, Optional<String> listener, Optional<QueueId> message, NoteBook notes, BooleanSupplier gone) {}
