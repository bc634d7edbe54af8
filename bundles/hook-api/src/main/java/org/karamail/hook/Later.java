package org.karamail.hook;

import java.util.concurrent.CompletionStage;

/**
 * An answer that comes when a stage completes. The session waits without a thread; the deadline of the call goes on.
 *
 * <p>A stage that fails, or completes with null, is a fault like an exception.
 *
 * @param stage completes with the answer, on any thread
 * @param <A> the answer the point asks for
 */
public record Later<A extends Outcome<A>>(CompletionStage<? extends A> stage) implements Outcome<A> {

  /** An answer that comes when {@code stage} completes. */
  public static <A extends Outcome<A>> Later<A> of(CompletionStage<? extends A> stage) {
    return new Later<>(stage);
  }
}
