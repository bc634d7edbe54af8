package org.karamail.hook;

/**
 * What an authentication check says.
 *
 * @param result what was found
 * @param <R> the kind of result the point asks for
 */
public record CheckAnswer<R extends CheckResult>(R result) implements Outcome<CheckAnswer<R>> {

  /** This was found. */
  public static <R extends CheckResult> CheckAnswer<R> of(R result) {
    return new CheckAnswer<>(result);
  }
}
