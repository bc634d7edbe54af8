package org.karamail.testkit.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.karamail.hook.Notes;

/** The notes as one call sees and changes them: what it writes counts only when its answer does. */
final class DraftNotes implements Notes {

  private static final int LONGEST_KEY = 64;
  private static final int LARGEST = 4096;
  private static final int MOST = 64;

  private final TestNotes kept;
  private final Map<Place, Optional<Object>> changes = new HashMap<>();
  private boolean closed;

  private record Place(Scope scope, String key) {}

  DraftNotes(TestNotes kept) {
    this.kept = kept;
  }

  void close() {
    closed = true;
  }

  void commit() {
    changes.forEach(
        (place, value) ->
            value.ifPresentOrElse(
                present -> kept.put(place.scope(), place.key(), present),
                () -> kept.remove(place.scope(), place.key())));
  }

  @Override
  public Optional<String> text(Scope scope, String key) {
    return find(scope, key, String.class);
  }

  @Override
  public OptionalLong number(Scope scope, String key) {
    return find(scope, key, Long.class).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  @Override
  public boolean flag(Scope scope, String key) {
    return find(scope, key, Boolean.class).orElse(false);
  }

  @Override
  public Optional<byte[]> octets(Scope scope, String key) {
    return find(scope, key, byte[].class).map(byte[]::clone);
  }

  @Override
  public void put(Scope scope, String key, String value) {
    write(scope, key, value, value.getBytes(UTF_8).length);
  }

  @Override
  public void put(Scope scope, String key, long value) {
    write(scope, key, value, Long.BYTES);
  }

  @Override
  public void put(Scope scope, String key, boolean value) {
    write(scope, key, value, 1);
  }

  @Override
  public void put(Scope scope, String key, byte[] value) {
    write(scope, key, value.clone(), value.length);
  }

  @Override
  public void remove(Scope scope, String key) {
    mustBeOpen();
    changes.put(new Place(scope, key), Optional.empty());
  }

  private <T> Optional<T> find(Scope scope, String key, Class<T> type) {
    Place place = new Place(scope, key);
    Optional<Object> value = changes.containsKey(place) ? changes.getOrDefault(place, Optional.empty()) : kept.find(scope, key);
    return value.filter(type::isInstance).map(type::cast);
  }

  private void write(Scope scope, String key, Object value, int size) {
    mustBeOpen();
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("the key of a note has 1 to " + LONGEST_KEY + " characters, not " + key.length());
    }
    if (size > LARGEST) {
      throw new IllegalArgumentException("a note holds up to " + LARGEST + " octets, not " + size);
    }
    if (kept.find(scope, key).isEmpty() && count(scope) >= MOST) {
      throw new IllegalArgumentException("a plugin keeps up to " + MOST + " notes for each lifetime");
    }
    changes.put(new Place(scope, key), Optional.of(value));
  }

  private int count(Scope scope) {
    Map<String, Object> all = new HashMap<>(kept.all(scope));
    changes.forEach(
        (place, value) -> {
          if (place.scope() == scope) {
            value.ifPresentOrElse(present -> all.put(place.key(), present), () -> all.remove(place.key()));
          }
        });
    return all.size();
  }

  private void mustBeOpen() {
    if (closed) {
      throw new IllegalStateException("the hook has answered; its notes are settled");
    }
  }
}
