package org.example.hello;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.Configured;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.RcptToView;

class HelloGateTest {

  private final HelloGate gate = new HelloGate();

  @Test
  void aClosedMailboxGreetsAndTakesNoMail() {
    configure(Map.of());
    mailTo("hello@local.example").rejects("5.1.1").saying("Hello! Nobody reads mail here");
  }

  @Test
  void everybodyElseGetsTheirMail() {
    configure(Map.of());
    mailTo("bob@local.example").proceeds();
  }

  @Test
  void aNewConfigurationHoldsFromTheNextRecipientOn() {
    configure(Map.of());
    configure(Map.of("closed", "bob,carol", "text", "Gone fishing"));
    mailTo("carol@local.example").rejects("5.1.1").saying("Gone fishing");
    mailTo("hello@local.example").proceeds();
  }

  private void configure(Map<String, String> values) {
    gate.configure(Configured.with(HelloGate.Settings.class, values));
  }

  private Asked mailTo(String address) {
    return HookHarness.create().ask(HookPoints.ON_RCPT_TO, gate, RcptToView.sample().to(address));
  }
}
