package org.karamail.hook.engine.internal.run;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.karamail.hook.Answer;
import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Edits;
import org.karamail.hook.Hook;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.catalogue.Shape;
import org.karamail.model.MailDomain;

/** Hooks for any point that do as a test says. */
final class Scripted {

  private static final MailDomain DOMAIN = MailDomain.parse("example.com").orElseThrow();

  private Scripted() {}

  /** A hook of this point's interface whose method does this. */
  static Hook at(HookPoint<?, ?> point, Function<Call, Object> body) {
    return (Hook)
        Proxy.newProxyInstance(
            Scripted.class.getClassLoader(),
            new Class<?>[] {point.type()},
            (proxy, method, arguments) -> {
              Object answer = body.apply((Call) arguments[1]);
              return point.shape() == Shape.OBSERVER ? null : answer;
            });
  }

  /** The answer that changes nothing. */
  static Object neutral(HookPoint<?, ?> point) {
    return switch (point.shape()) {
      case GATE -> Verdict.proceed();
      case CHECK -> CheckAnswer.of(result(point, CheckResult.Value.PASS));
      case REWRITER -> Rewrite.keep();
      case RESOLVER -> Answer.pass();
      case OBSERVER -> Optional.empty();
    };
  }

  /** An answer that changes something, where the shape has one. */
  static Object weighty(HookPoint<?, ?> point) {
    return switch (point.shape()) {
      case GATE -> Verdict.delay(Duration.ofSeconds(5), "not so fast");
      case CHECK -> CheckAnswer.of(result(point, CheckResult.Value.FAIL));
      case REWRITER -> Rewrite.of(Edits.addField("X-Seen", "yes"));
      case RESOLVER -> Answer.of("a value");
      case OBSERVER -> Optional.empty();
    };
  }

  /** A result of the kind that a check answers. */
  static CheckResult result(HookPoint<?, ?> point, CheckResult.Value value) {
    if (point == HookPoints.ON_SPF_CHECK) {
      return spf(value);
    }
    return point == HookPoints.ON_DKIM_VERIFY
        ? new CheckResult.Dkim(value, List.of(), "")
        : new CheckResult.Dmarc(value, Optional.empty(), CheckResult.Dmarc.Policy.NONE, "");
  }

  private static CheckResult spf(CheckResult.Value value) {
    return new CheckResult.Spf(value, DOMAIN, "");
  }

  /** A verdict of each kind. */
  static Verdict verdict(Verdict.Kind kind) {
    return switch (kind) {
      case PROCEED -> Verdict.proceed();
      case ACCEPT -> Verdict.accept();
      case DELAY -> Verdict.delay(Duration.ofSeconds(3), "slow");
      case DEFER -> Verdict.defer("4.7.1", "Later");
      case REJECT -> Verdict.reject("5.7.1", "Never");
      case QUARANTINE -> Verdict.quarantine("suspicious");
      case DISCARD -> Verdict.discard("rubbish");
    };
  }
}
