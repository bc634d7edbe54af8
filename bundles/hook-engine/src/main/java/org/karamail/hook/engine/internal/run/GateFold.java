package org.karamail.hook.engine.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karamail.hook.Edits;
import org.karamail.hook.Finding;
import org.karamail.hook.HookFailure;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.ViewSource;

/** Folds verdicts: the first refusal ends it, quarantine sticks, the longest delay is kept, edits accumulate. */
final class GateFold<V> implements Fold<V, GateDecision> {

  private static final Verdict LATER = Verdict.defer("4.3.0", "Not now; please try again later");

  private final HookPoint<?, V> point;
  private final ViewSource<V> views;
  private final List<Finding> findings = new ArrayList<>();
  private Verdict verdict = Verdict.proceed();
  private Optional<String> decidedBy = Optional.empty();
  private Optional<String> quarantine = Optional.empty();
  private Duration delay = Duration.ZERO;
  private Edits edits = Edits.NONE;
  private boolean accepted;
  private boolean closing;

  GateFold(HookPoint<?, V> point, ViewSource<V> views) {
    this.point = point;
    this.views = views;
  }

  @Override
  public V view() {
    return views.with(edits);
  }

  @Override
  public boolean isDone(boolean required) {
    return decidedBy.isPresent() || (accepted && !required);
  }

  @Override
  public String judge(Object answer) {
    if (!(answer instanceof Verdict given)) {
      return "a gate answers a Verdict, not " + answer.getClass().getName();
    }
    if (!point.verdicts().contains(given.kind())) {
      return given.kind() + " is not legal at " + point + "; legal are " + point.verdicts();
    }
    return given.edits().isEmpty() || point.isEditable() ? "" : "there is nothing to edit at " + point;
  }

  @Override
  public String take(Object answer, Asked asked) {
    String wrong = judge(answer);
    if (wrong.isEmpty()) {
      obey((Verdict) answer, asked);
    }
    return wrong;
  }

  private void obey(Verdict given, Asked asked) {
    edits = edits.and(given.edits());
    closing |= given.isClosing();
    findings.addAll(given.findings());
    switch (given.kind()) {
      case PROCEED -> {}
      case ACCEPT -> accepted = true;
      case DELAY -> delay = given.delay().compareTo(delay) > 0 ? given.delay() : delay;
      case QUARANTINE -> hold(given.reason(), asked);
      case DEFER, REJECT, DISCARD -> decide(given, asked);
    }
  }

  @Override
  public void takeFault(HookFailure.Policy policy, Asked asked) {
    switch (policy) {
      case CONTINUE -> {}
      case DEFER -> tryAgainLater(asked);
      case QUARANTINE -> hold(asked.plugin().component() + " failed at " + point, asked);
    }
  }

  @Override
  public void takeBusy(Asked asked) {
    tryAgainLater(asked);
  }

  /** Where nothing can be put off, as before a report, a fault changes nothing. */
  private void tryAgainLater(Asked asked) {
    if (point.verdicts().contains(Verdict.Kind.DEFER)) {
      decide(LATER, asked);
    }
  }

  /** Only a point that may discard has a message at hand: at others to hold means to defer. */
  private void hold(String reason, Asked asked) {
    boolean hasMessage =
        point.verdicts().containsAll(Set.of(Verdict.Kind.DISCARD, Verdict.Kind.QUARANTINE));
    if (!hasMessage) {
      tryAgainLater(asked);
    } else if (quarantine.isEmpty()) {
      quarantine = Optional.of(String.valueOf(reason));
    }
  }

  private void decide(Verdict given, Asked asked) {
    verdict = given;
    decidedBy = Optional.of(asked.plugin().component());
  }

  @Override
  public GateDecision result() {
    return new GateDecision(closing ? verdict.andClose() : verdict, delay, quarantine, edits, findings, decidedBy);
  }
}
