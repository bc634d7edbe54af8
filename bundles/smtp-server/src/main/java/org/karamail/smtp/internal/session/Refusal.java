package org.karamail.smtp.internal.session;

import java.util.Optional;
import org.karamail.hook.Verdict;
import org.karamail.hook.engine.GateDecision;
import org.karamail.model.Reply;

/**
 * A hook's no.
 *
 * @param answer what the client is told
 * @param by the component that said so, for the log
 */
public record Refusal(Answer answer, String by) {

  private static final int CLOSING = 421;

  /** What a gate says against it; empty when nothing. A verdict nobody knows is temporary. */
  static Optional<Refusal> of(GateDecision decision) {
    Verdict verdict = decision.verdict();
    if (verdict.kind() == Verdict.Kind.PROCEED && decision.quarantine().isEmpty()) {
      return Optional.empty();
    }
    Reply reply = verdict.reply().orElse(Replies.NOT_NOW.reply());
    boolean last = verdict.isClosing() || reply.code() == CLOSING;
    return Optional.of(new Refusal(new Answer(reply, last), decision.decidedBy().orElse("")));
  }

  /** The same as the first thing a client hears, which is 554 or 421 and closes (RFC 5321 section 3.1). */
  Refusal asBanner() {
    Reply reply = answer.reply();
    int code = reply.isPermanent() ? 554 : CLOSING;
    return new Refusal(new Answer(new Reply(code, reply.status(), reply.lines()), true), by);
  }
}
