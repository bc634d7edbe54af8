package org.karamail.hook.engine.internal.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.karamail.hook.Notes;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.NoteValue;

/** The notes as one call sees them: what it writes is seen by itself at once and by everybody else when its answer counts. */
final class PendingNotes implements Notes {

  private static final int LONGEST_KEY = 64;
  private static final int LARGEST_VALUE = 4096;
  private static final int MOST_NOTES = 64;

  private final String plugin;
  private final NoteBook book;
  private final BooleanSupplier open;
  private final Map<Scope, Map<String, Optional<NoteValue>>> changes = new EnumMap<>(Scope.class);

  PendingNotes(String plugin, NoteBook book, BooleanSupplier open) {
    this.plugin = plugin;
    this.book = book;
    this.open = open;
  }

  /** Makes the changes count. */
  synchronized void keep() {
    changes.forEach((scope, written) -> page(scope).merge(written));
    changes.clear();
  }

  @Override
  public Optional<String> text(Scope scope, String key) {
    return find(scope, key).map(value -> value instanceof NoteValue.Text text ? text.value() : "");
  }

  @Override
  public OptionalLong number(Scope scope, String key) {
    return find(scope, key)
        .map(value -> value instanceof NoteValue.Whole whole ? OptionalLong.of(whole.value()) : OptionalLong.empty())
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public boolean flag(Scope scope, String key) {
    return find(scope, key).map(value -> value instanceof NoteValue.Flag flag && flag.value()).orElse(false);
  }

  @Override
  public Optional<byte[]> octets(Scope scope, String key) {
    return find(scope, key).filter(NoteValue.Octets.class::isInstance).map(value -> copy((NoteValue.Octets) value));
  }

  @Override
  public void put(Scope scope, String key, String value) {
    checkSize(value.getBytes(StandardCharsets.UTF_8).length);
    write(scope, key, Optional.of(new NoteValue.Text(value)));
  }

  @Override
  public void put(Scope scope, String key, long value) {
    write(scope, key, Optional.of(new NoteValue.Whole(value)));
  }

  @Override
  public void put(Scope scope, String key, boolean value) {
    write(scope, key, Optional.of(new NoteValue.Flag(value)));
  }

  @Override
  public void put(Scope scope, String key, byte[] value) {
    checkSize(value.length);
    write(scope, key, Optional.of(new NoteValue.Octets(ByteBuffer.wrap(value.clone()))));
  }

  @Override
  public void remove(Scope scope, String key) {
    write(scope, key, Optional.empty());
  }

  private synchronized Optional<NoteValue> find(Scope scope, String key) {
    Optional<NoteValue> written = changes.getOrDefault(scope, Map.of()).getOrDefault(scoped(key), Optional.empty());
    boolean touched = changes.getOrDefault(scope, Map.of()).containsKey(scoped(key));
    return touched ? written : book.page(scope).flatMap(page -> page.find(scoped(key)));
  }

  private synchronized void write(Scope scope, String key, Optional<NoteValue> value) {
    if (!open.getAsBoolean()) {
      throw new IllegalStateException("the call is over: its notes are closed");
    }
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("a note's key has 1 to " + LONGEST_KEY + " characters");
    }
    if (value.isPresent() && find(scope, key).isEmpty() && count(scope) >= MOST_NOTES) {
      throw new IllegalArgumentException("a plugin keeps up to " + MOST_NOTES + " notes for a " + scope);
    }
    page(scope);
    changes.computeIfAbsent(scope, any -> new HashMap<>()).put(scoped(key), value);
  }

  /** How many notes of this plugin there will be. */
  private int count(Scope scope) {
    Map<String, Optional<NoteValue>> written = changes.getOrDefault(scope, Map.of());
    long kept =
        page(scope).all().keySet().stream()
            .filter(key -> key.startsWith(plugin + "/") && !written.containsKey(key))
            .count();
    return (int) (kept + written.values().stream().filter(Optional::isPresent).count());
  }

  private NoteBook.Page page(Notes.Scope scope) {
    return book.page(scope)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + scope + " to keep a note for at this point"));
  }

  private String scoped(String key) {
    return plugin + "/" + key;
  }

  private static byte[] copy(NoteValue.Octets octets) {
    ByteBuffer source = octets.value().duplicate();
    byte[] copy = new byte[source.remaining()];
    source.get(copy);
    return copy;
  }

  private static void checkSize(int octets) {
    if (octets > LARGEST_VALUE) {
      throw new IllegalArgumentException("a note holds up to " + LARGEST_VALUE + " octets, not " + octets);
    }
  }
}
