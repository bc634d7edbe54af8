package org.karamail.hook.engine.internal.run;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.Answer;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.HookFault;
import org.karamail.hook.Later;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;

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

  boolean isLater() {
    return answer instanceof Later<?>;
  }

  /** The answer for a list: cheap, and without anything the plugin made. */
  String inAWord() {
    if (answer instanceof Verdict verdict) {
      return verdict.kind().name();
    }
    if (answer instanceof CheckAnswer<?> check) {
      return check.result().value().name();
    }
    if (answer instanceof Answer<?> found) {
      return found.value().isPresent() ? "VALUE" : "PASS";
    }
    return answer instanceof Rewrite rewrite ? (rewrite.edits().isEmpty() ? "KEEP" : "EDITS") : "TOLD";
  }

  /** The answer for a log line. */
  String inFull() {
    String text = answer instanceof Verdict verdict ? verdict.toString() : inAWord();
    return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
  }

  /** Whether nothing would be otherwise without it. */
  boolean isOfNoConsequence() {
    return switch (inAWord()) {
      case "PROCEED" -> answer instanceof Verdict verdict && verdict.edits().isEmpty();
      case "PASS", "KEEP", "TOLD" -> true;
      default -> false;
    };
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
