package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.testkit.hook.IncomingView;

/** What a milter learns in macros, and at which step. */
class MacrosTest {

  private final ScriptedMilter milter = ScriptedMilter.start();
  private final MilterClient client = new MilterClient(Map.of("milters", milter.address(), "commandTimeout", "5s"));

  @AfterEach
  void stop() {
    client.close();
    milter.close();
  }

  @Test
  void macrosComeAtTheirSteps() {
    client.upTo('E');
    assertThat(milter.told())
        .filteredOn(one -> one.startsWith("D"))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("DCj|mx.example|").contains("{client_addr}|192.0.2.25|"),
            one -> assertThat(one).startsWith("DM{mail_addr}|sender@client.example|"),
            one -> assertThat(one).startsWith("DR{rcpt_addr}|bob@local.example|"),
            one -> assertThat(one).isEqualTo("DNi|" + id() + "|"),
            one -> assertThat(one).isEqualTo("DEi|" + id() + "|"));
  }

  @Test
  void macrosThatAMilterHasChosenComeWhereItWantsThemAsFarAsTheyAreKnown() {
    milter.offering(6, 0x100, 0).choosing(0, "").choosing(2, "{client_addr}, {mail_addr} {no_such}").choosing(4, "j i");
    milter.choosing(5, "{i} {rcpt_addr}").choosing(6, "{cert_subject}");
    client.upTo('E');
    assertThat(milter.told())
        .filteredOn(one -> one.startsWith("D"))
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("DM{client_addr}|192.0.2.25|{mail_addr}|sender@client.example|"),
            one -> assertThat(one).startsWith("DR{rcpt_addr}|bob@local.example|"),
            one -> assertThat(one).isEqualTo("DTj|mx.example|"),
            one -> assertThat(one).isEqualTo("DE{i}|" + id() + "|{rcpt_addr}|bob@local.example|"));
  }

  @Test
  void theMechanismOfWhoHasLoggedInIsTold() {
    client.connect();
    client.login("alice", "SCRAM-SHA-256");
    client.mail();
    assertThat(milter.told())
        .anyMatch(one -> one.startsWith("DM") && one.endsWith("{auth_type}|SCRAM-SHA-256|{auth_authen}|alice|"));
  }

  private static String id() {
    return IncomingView.sample().id().toString();
  }
}
