package org.karamail.testkit.hook;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.karamail.hook.Notes;

/** What the plugin under test has noted, by lifetime. Values are String, Long, Boolean or byte[]. */
public final class TestNotes {

  private final Map<Notes.Scope, Map<String, Object>> pages = new EnumMap<>(Notes.Scope.class);

  TestNotes() {
    for (Notes.Scope scope : Notes.Scope.values()) {
      pages.put(scope, new HashMap<>());
    }
  }

  /** What stands under a key. */
  public Optional<Object> find(Notes.Scope scope, String key) {
    return Optional.ofNullable(page(scope).get(key));
  }

  /** Writes what an earlier call would have left. */
  public TestNotes put(Notes.Scope scope, String key, Object value) {
    page(scope).put(key, value);
    return this;
  }

  /** Everything of a lifetime. */
  public Map<String, Object> all(Notes.Scope scope) {
    return Map.copyOf(page(scope));
  }

  void forget(Notes.Scope scope) {
    page(scope).clear();
  }

  DraftNotes draft() {
    return new DraftNotes(this);
  }

  void remove(Notes.Scope scope, String key) {
    page(scope).remove(key);
  }

  private Map<String, Object> page(Notes.Scope scope) {
    return pages.getOrDefault(scope, Map.of());
  }
}
