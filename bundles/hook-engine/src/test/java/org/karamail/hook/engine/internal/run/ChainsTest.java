package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.transaction.MailFromHook;

class ChainsTest {

  private final Bench bench = new Bench();

  @AfterEach
  void end() {
    bench.close();
  }

  @Test
  void theFirstRefusalEndsThePoint() {
    MailFromHook fine = (mail, call) -> Verdict.proceed();
    MailFromHook refuses = (mail, call) -> Verdict.reject("5.7.1", "No");
    MailFromHook never = (mail, call) -> Verdict.defer("4.7.1", "must not be asked");

    GateDecision decision =
        bench.gate(HookPoints.ON_MAIL_FROM, List.of(at("a", fine), at("b", refuses), at("c", never)));

    assertThat(decision.verdict().kind()).isEqualTo(Verdict.Kind.REJECT);
    assertThat(decision.decidedBy()).contains("b");
  }

  private Asked at(String component, MailFromHook hook) {
    return bench.asked(HookPoints.ON_MAIL_FROM, component, hook).build();
  }
}
