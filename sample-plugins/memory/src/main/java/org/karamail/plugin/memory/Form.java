package org.karamail.plugin.memory;

import java.util.Optional;

/** How a value is written: up to 60 printable ASCII characters. */
public interface Form<V> {

  String write(V value);

  /** Reads what {@link #write} wrote; empty for anything else. */
  Optional<V> read(String text);
}
