package org.karamail.testkit.hook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Answer;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Edits;
import org.karamail.hook.HookFault;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.message.HeaderField;

/**
 * What came of one question. Every expectation gives the same object back, so that several stand in one sentence, and fails
 * with what was answered instead.
 */
public final class Asked {

  private final HookPoint<?, ?> point;
  private final Optional<HookFault.Kind> fault;
  private final Object answer;

  private Asked(HookPoint<?, ?> point, Optional<HookFault.Kind> fault, Object answer) {
    this.point = point;
    this.fault = fault;
    this.answer = answer;
  }

  static Asked answer(HookPoint<?, ?> point, Object answer) {
    return new Asked(point, Optional.empty(), answer);
  }

  static Asked fault(HookPoint<?, ?> point, HookFault.Kind kind, String detail) {
    return new Asked(point, Optional.of(kind), detail);
  }

  /** What stands for the answer of a hook that has no work at a point. */
  static Asked idle(HookPoint<?, ?> point) {
    return answer(
        point,
        switch (point.shape()) {
          case GATE -> new NoWork(Optional.of(Verdict.proceed()));
          case REWRITER -> new NoWork(Optional.of(Rewrite.keep()));
          case RESOLVER -> new NoWork(Optional.of(Answer.pass()));
          case CHECK, OBSERVER -> new NoWork(Optional.empty());
        });
  }

  /**
   * A hook that was not asked.
   *
   * @param neutral what it amounts to; empty where nothing stands for an answer
   */
  private record NoWork(Optional<Object> neutral) {
    @Override
    public String toString() {
      return "nothing, because the hook has no work there by its own account (duty)";
    }
  }

  /** The hook has no work there by its own account, and was not asked; all else goes on as if it had nothing to say. */
  public Asked isIdle() {
    return must(answer instanceof NoWork, "a hook that has no work there");
  }

  /** Nothing against it. */
  public Asked proceeds() {
    return is(Verdict.Kind.PROCEED);
  }

  /** It is fine; nobody else is asked. */
  public Asked accepts() {
    return is(Verdict.Kind.ACCEPT);
  }

  /** Not now, with this enhanced status code. */
  public Asked defers(String status) {
    return is(Verdict.Kind.DEFER).withStatus(status);
  }

  /** Never, with this enhanced status code. */
  public Asked rejects(String status) {
    return is(Verdict.Kind.REJECT).withStatus(status);
  }

  /** Fine, after this long. */
  public Asked delays(Duration expected) {
    is(Verdict.Kind.DELAY);
    return must(verdict().delay().equals(expected), "a delay of " + expected);
  }

  /** Held for an operator. */
  public Asked quarantines() {
    return is(Verdict.Kind.QUARANTINE);
  }

  /** Acknowledged and thrown away. */
  public Asked discards() {
    return is(Verdict.Kind.DISCARD);
  }

  /** The reply's text is this. */
  public Asked saying(String text) {
    return must(verdict().reason().equals(text), "the text '" + text + "'");
  }

  /** The connection is closed behind the reply. */
  public Asked closing() {
    return must(verdict().isClosing(), "a connection that is closed");
  }

  /** One of the edits puts this field on top of the header. */
  public Asked adds(String field, String value) {
    Edits.Edit expected = new Edits.Edit.AddField(HeaderField.of(field, value));
    return must(edits().contains(expected), "the added field " + field + ": " + value);
  }

  /** The call went wrong in this way. */
  public Asked faults(HookFault.Kind kind) {
    return must(fault.equals(Optional.of(kind)), "the fault " + kind);
  }

  /** A gate's answer. */
  public Verdict verdict() {
    return as(Verdict.class);
  }

  /** The edits of a gate or a rewriter. */
  public List<Edits.Edit> edits() {
    return meaning() instanceof Rewrite rewrite ? rewrite.edits().list() : verdict().edits().list();
  }

  /** What a check found. */
  public CheckResult result() {
    return as(CheckAnswer.class).result();
  }

  /** A resolver's value; empty when it passes. */
  public Optional<?> value() {
    return as(Answer.class).value();
  }

  boolean isFault() {
    return fault.isPresent();
  }

  private Asked is(Verdict.Kind kind) {
    return must(verdict().kind() == kind, kind.toString());
  }

  private Asked withStatus(String status) {
    boolean same = verdict().reply().flatMap(reply -> reply.status()).map(Object::toString).equals(Optional.of(status));
    return must(same, "status " + status);
  }

  private <T> T as(Class<T> type) {
    must(fault.isEmpty() && type.isInstance(meaning()), "an answer of the kind " + type.getSimpleName());
    return type.cast(meaning());
  }

  private Object meaning() {
    return answer instanceof NoWork idle && idle.neutral().isPresent() ? idle.neutral().get() : answer;
  }

  private Asked must(boolean holds, String expected) {
    if (!holds) {
      throw new AssertionError("at " + point + " expected " + expected + " but got " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    if (fault.isPresent()) {
      return "the fault " + fault.get() + ": " + answer;
    }
    return answer instanceof Verdict verdict
        ? verdict + verdict.reply().map(reply -> " with reply " + reply).orElse("") + verdict.edits().list()
        : answer.toString();
  }
}
