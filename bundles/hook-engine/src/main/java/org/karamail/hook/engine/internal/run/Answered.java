package org.karamail.hook.engine.internal.run;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.HookFault;

/**
 * What came out of a hook's method: an answer, or a problem. What a plugin threw is turned into words at once, so that no
 * class of the plugin outlives the call.
 */
record Answered(@Nullable Object answer, Optional<Problem> problem) {

  private static final int LONGEST_DETAIL = 300;

  static Answered of(@Nullable Object answer) {
    return answer == null ? nothing() : new Answered(answer, Optional.empty());
  }

  static Answered thrown(Throwable thrown) {
    HookFault.Kind kind = thrown instanceof Error ? HookFault.Kind.ERROR : HookFault.Kind.EXCEPTION;
    return new Answered(null, Optional.of(new Problem(kind, words(thrown))));
  }

  /** The end of a stage. */
  static Answered later(@Nullable Object answer, @Nullable Throwable failure) {
    if (failure == null) {
      return of(answer);
    }
    Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
    return new Answered(null, Optional.of(new Problem(HookFault.Kind.FAILED_STAGE, words(cause))));
  }

  /** The answer of a call without a problem. */
  Object given() {
    if (answer == null) {
      throw new IllegalStateException("there is no answer but a problem: " + problem);
    }
    return answer;
  }

  private static Answered nothing() {
    return new Answered(null, Optional.of(new Problem(HookFault.Kind.NULL_ANSWER, "the hook returned null")));
  }

  private static String words(Throwable thrown) {
    String text = thrown.getClass().getName() + ": " + message(thrown);
    return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
  }

  /** A plugin's own exception may fail even here. */
  private static String message(Throwable thrown) {
    try {
      return String.valueOf(thrown.getMessage());
    } catch (RuntimeException | Error broken) {
      return "its getMessage() threw " + broken.getClass().getName();
    }
  }
}
