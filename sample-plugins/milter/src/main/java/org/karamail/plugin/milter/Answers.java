package org.karamail.plugin.milter;

import java.io.IOException;
import org.karamail.hook.Verdict;

/** What a milter's answer to a step means. */
final class Answers {

  private Answers() {}

  /**
   * PROCEED for go on, ACCEPT and DISCARD for what needs no further questions, REJECT and DEFER for a refusal.
   *
   * @throws IOException if it is no answer to that step
   */
  static Verdict of(Packet answer, Step step) throws IOException {
    return switch (answer.command()) {
      case 'c' -> Verdict.proceed();
      case 'a' -> Verdict.accept();
      case 'r' -> Verdict.reject("5.7.1", "Refused by the mail filter");
      case 't' -> Verdict.defer("4.7.1", "Not now; please try again later");
      case 'd' -> discarded(answer, step);
      case 'y' -> ReplyCode.verdict(answer.texts(0).get(0));
      case '4', 'f' -> Verdict.defer("4.7.0", "Not now; please try again later");
      default -> throw unexpected(answer, step);
    };
  }

  /** A connection cannot be thrown away. */
  private static Verdict discarded(Packet answer, Step step) throws IOException {
    if (step == Step.CONNECT || step == Step.HELO) {
      throw unexpected(answer, step);
    }
    return Verdict.discard("a milter has discarded it");
  }

  private static IOException unexpected(Packet answer, Step step) {
    return new IOException("the unexpected answer " + answer + " to " + step);
  }
}
