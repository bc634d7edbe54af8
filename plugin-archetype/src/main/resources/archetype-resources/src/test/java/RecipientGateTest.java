package ${package};

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.Configured;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.RcptToView;

class RecipientGateTest {

  private final RecipientGate gate = new RecipientGate();

  @Test
  void aClosedMailboxIsRefused() {
    configure(Map.of("closed", "alice,bob", "text", "Gone"));
    mailTo("bob@example.org").rejects("5.1.1").saying("Gone");
  }

  @Test
  void everybodyElseGetsTheirMail() {
    configure(Map.of());
    mailTo("carol@example.org").proceeds();
  }

  private void configure(Map<String, String> values) {
    gate.configure(Configured.with(RecipientGate.Settings.class, values));
  }

  private Asked mailTo(String address) {
    return HookHarness.create().ask(HookPoints.ON_RCPT_TO, gate, RcptToView.sample().to(address));
  }
}
