package org.karamail.hook;

import java.util.Optional;

/**
 * What a resolver says: a value, or that it passes the question on. The first value wins; when all pass, Karamail answers
 * itself.
 *
 * @param value the answer; empty to pass
 * @param <T> what the point asks for
 */
public record Answer<T>(Optional<T> value) implements Outcome<Answer<T>> {

  /** The question goes to the next resolver. */
  public static <T> Answer<T> pass() {
    return new Answer<>(Optional.empty());
  }

  /** This is the answer. */
  public static <T> Answer<T> of(T value) {
    return new Answer<>(Optional.of(value));
  }
}
