package org.karamail.hook.engine;

import java.nio.ByteBuffer;

/** The value of a note. */
public sealed interface NoteValue {

  /** A text. */
  record Text(String value) implements NoteValue {}

  /** A number. */
  record Whole(long value) implements NoteValue {}

  /** Yes or no. */
  record Flag(boolean value) implements NoteValue {}

  /** Octets, read-only. */
  record Octets(ByteBuffer value) implements NoteValue {
    public Octets {
      value = value.asReadOnlyBuffer();
    }
  }
}
