package org.karamail.hook;

import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a plugin keeps from one call to a later one. Each plugin sees its own notes only. What is written by a call counts
 * when the call's answer does: a call that faults leaves no notes.
 *
 * <p>Keys are 1 to 64 characters, values up to 4 KB, 64 notes for each plugin and lifetime; more is an {@link
 * IllegalArgumentException}, and so is {@link Scope#MESSAGE} where there is no message yet.
 */
@ProviderType
public interface Notes {

  /** How long a note is kept. */
  enum Scope {
    /** As long as the client stays connected. */
    CONNECTION,
    /** From MAIL to the end of that transaction. */
    TRANSACTION,
    /**
     * As long as the message is queued; stored with its envelope, so that delivery hooks see it. What a delivery hook
     * writes lasts until its attempt ends.
     */
    MESSAGE
  }

  Optional<String> text(Scope scope, String key);

  OptionalLong number(Scope scope, String key);

  boolean flag(Scope scope, String key);

  Optional<byte[]> octets(Scope scope, String key);

  void put(Scope scope, String key, String value);

  void put(Scope scope, String key, long value);

  void put(Scope scope, String key, boolean value);

  void put(Scope scope, String key, byte[] value);

  void remove(Scope scope, String key);
}
