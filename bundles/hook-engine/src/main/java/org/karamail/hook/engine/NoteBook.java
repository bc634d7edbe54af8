package org.karamail.hook.engine;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.karamail.hook.Notes;

/**
 * What plugins keep during one connection, one transaction or one message. The caller makes a page for each lifetime and
 * hands the pages that exist to each transaction. Safe on any thread.
 *
 * @param connection as long as the client stays
 * @param transaction from MAIL to the end of the transaction
 * @param message stored with the envelope
 */
public record NoteBook(Optional<Page> connection, Optional<Page> transaction, Optional<Page> message) {

  /** No notes at all. */
  public static final NoteBook NONE = new NoteBook(Optional.empty(), Optional.empty(), Optional.empty());

  /** The page of a lifetime, if there is one now. */
  public Optional<Page> page(Notes.Scope scope) {
    return switch (scope) {
      case CONNECTION -> connection;
      case TRANSACTION -> transaction;
      case MESSAGE -> message;
    };
  }

  /** The notes of one lifetime, of all plugins. Keys are {@code symbolic name/key}; values carry their type. */
  public static final class Page {

    private final Map<String, NoteValue> notes = new TreeMap<>();

    /** A new page with nothing on it. */
    public Page() {}

    /** A page with the notes that were stored with a message. */
    public Page(Map<String, NoteValue> stored) {
      notes.putAll(stored);
    }

    /**
     * A page as {@link #written} wrote it down.
     *
     * @throws IllegalArgumentException if something else did
     */
    public static Page read(String written) {
      return new Page(NoteFormat.read(written));
    }

    /** What stands on it now, as ASCII to be stored with the message; empty when nothing does. */
    public String written() {
      return NoteFormat.write(all());
    }

    /** What stands on it now. */
    public synchronized Map<String, NoteValue> all() {
      return Map.copyOf(notes);
    }

    /** The note of this full key. */
    public synchronized Optional<NoteValue> find(String key) {
      return Optional.ofNullable(notes.get(key));
    }

    /** Writes notes, or removes them where there is no value. */
    public synchronized void merge(Map<String, Optional<NoteValue>> changes) {
      changes.forEach(
          (key, value) -> value.ifPresentOrElse(present -> notes.put(key, present), () -> notes.remove(key)));
    }
  }
}
