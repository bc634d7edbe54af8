package org.karamail.hook.catalogue;

import static org.karamail.hook.Verdict.Kind.ACCEPT;
import static org.karamail.hook.Verdict.Kind.DEFER;
import static org.karamail.hook.Verdict.Kind.DELAY;
import static org.karamail.hook.Verdict.Kind.DISCARD;
import static org.karamail.hook.Verdict.Kind.PROCEED;
import static org.karamail.hook.Verdict.Kind.QUARANTINE;
import static org.karamail.hook.Verdict.Kind.REJECT;

import java.time.Duration;
import java.util.Set;
import org.karamail.hook.HookFailure.Policy;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint.Traits;

/** What points of one kind have in common, so that {@link HookPoints} reads as a table. */
final class PointTraits {

  /** The budget of one call before DATA: a client waits for a command's reply. */
  static final Duration EARLY = Duration.ofSeconds(2);

  /** The budget of one call elsewhere. */
  static final Duration LATE = Duration.ofSeconds(30);

  private static final Set<Verdict.Kind> BEFORE_THE_MESSAGE = Set.of(PROCEED, ACCEPT, DELAY, DEFER, REJECT, QUARANTINE);
  private static final Set<Verdict.Kind> OF_A_MESSAGE =
      Set.of(PROCEED, ACCEPT, DELAY, DEFER, REJECT, QUARANTINE, DISCARD);
  private static final Set<Verdict.Kind> NO_VERDICTS = Set.of();
  private static final Set<Ingress> EVERY_WAY_IN = Set.of(Ingress.values());
  private static final Set<Ingress> FROM_CLIENTS = Set.of(Ingress.SMTP, Ingress.HTTP);
  private static final Set<Ingress> BY_SMTP = Set.of(Ingress.SMTP);

  private PointTraits() {}

  static Traits connectionGate() {
    return new Traits(
        Shape.GATE,
        Caller.SMTP_SERVER,
        BY_SMTP,
        Cardinality.CONNECTION,
        Set.of(PROCEED, ACCEPT, DELAY, DEFER, REJECT),
        false,
        EARLY,
        Policy.DEFER);
  }

  static Traits commandGate(Cardinality cardinality) {
    return new Traits(
        Shape.GATE, Caller.SMTP_SERVER, BY_SMTP, cardinality, BEFORE_THE_MESSAGE, false, EARLY, Policy.DEFER);
  }

  static Traits contentGate() {
    return new Traits(
        Shape.GATE, Caller.INTAKE, EVERY_WAY_IN, Cardinality.MESSAGE, OF_A_MESSAGE, true, LATE, Policy.DEFER);
  }

  static Traits enqueueGate() {
    return new Traits(
        Shape.GATE, Caller.INTAKE, FROM_CLIENTS, Cardinality.RECIPIENT, OF_A_MESSAGE, false, LATE, Policy.DEFER);
  }

  static Traits outboundGate(Cardinality cardinality, Policy failure) {
    return new Traits(
        Shape.GATE, Caller.DELIVERY, EVERY_WAY_IN, cardinality, OF_A_MESSAGE, false, LATE, failure);
  }

  static Traits retryGate() {
    return new Traits(
        Shape.GATE,
        Caller.DELIVERY,
        EVERY_WAY_IN,
        Cardinality.ATTEMPT,
        Set.of(PROCEED, ACCEPT, DELAY, REJECT, QUARANTINE, DISCARD),
        false,
        LATE,
        Policy.CONTINUE);
  }

  static Traits bounceGate() {
    return new Traits(
        Shape.GATE,
        Caller.DELIVERY,
        EVERY_WAY_IN,
        Cardinality.MESSAGE,
        Set.of(PROCEED, ACCEPT, DELAY, DISCARD),
        false,
        LATE,
        Policy.CONTINUE);
  }

  static Traits check(Caller caller, Cardinality cardinality, Set<Ingress> ingresses) {
    Duration timeout = caller == Caller.SMTP_SERVER ? EARLY : LATE;
    return new Traits(Shape.CHECK, caller, ingresses, cardinality, NO_VERDICTS, false, timeout, Policy.CONTINUE);
  }

  static Traits resolver(Caller caller, Cardinality cardinality, Duration timeout) {
    return new Traits(
        Shape.RESOLVER, caller, FROM_CLIENTS, cardinality, NO_VERDICTS, false, timeout, Policy.DEFER);
  }

  static Traits rewriter() {
    return new Traits(
        Shape.REWRITER,
        Caller.DELIVERY,
        EVERY_WAY_IN,
        Cardinality.ATTEMPT,
        NO_VERDICTS,
        true,
        LATE,
        Policy.DEFER);
  }

  static Traits observer(Caller caller, Cardinality cardinality) {
    Set<Ingress> ingresses = caller == Caller.SMTP_SERVER ? BY_SMTP : EVERY_WAY_IN;
    return new Traits(Shape.OBSERVER, caller, ingresses, cardinality, NO_VERDICTS, false, LATE, Policy.CONTINUE);
  }
}
