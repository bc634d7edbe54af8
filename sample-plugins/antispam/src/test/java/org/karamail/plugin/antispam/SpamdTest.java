package org.karamail.plugin.antispam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.Finding;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.ForeignDaemon;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.net.ClosedPort;

class SpamdTest {

  @TempDir static Path folder;
  private static ForeignDaemon spamd;

  @BeforeAll
  static void start() {
    spamd = Spamd.start(folder);
  }

  @AfterAll
  static void stop() {
    if (spamd != null) {
      spamd.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theScoreDecidesOverTcpAndUnixSocketsAlike(boolean unix) {
    String server = unix ? spamd.unix() : spamd.tcp();
    assertThat(ask(server, Samples.HAM).proceeds().edits()).isEmpty();
    ask(server, Samples.SEVEN).proceeds().adds("X-Spam-Flag", "YES");
    ask(server, Samples.GTUBE).rejects("5.7.1");
  }

  @Test
  void theScannerKnowsTheSenderAndTheClientAndItsSymbolsAreHandedOn() {
    assertThat(ask(spamd.tcp(), Samples.SEVEN).verdict().findings())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.Spam.class,
            spam -> {
              assertThat(spam.symbols()).containsExactlyInAnyOrder("KARAMAIL_SEVEN", "KARAMAIL_CLIENT", "KARAMAIL_SENDER");
              assertThat(spam.score()).isBetween(8.2, 8.3);
              assertThat(spam.required()).isEqualTo(5);
            });
  }

  @Test
  void itsOwnThresholdMarksWhenItIsObeyed() {
    Map<String, Object> obeying =
        Map.of("scanner", "spamassassin", "servers", spamd.tcp(), "obey", "true", "markAt", "off");
    harness().ask(HookPoints.ON_ANTISPAM_SCAN, new Antispam(obeying), Samples.SEVEN).proceeds().adds("X-Spam-Flag", "YES");
  }

  @Test
  void anAbsentSpamdIsAFault() {
    try (ClosedPort absent = ClosedPort.hold()) {
      ask(absent.text(), Samples.HAM).faults(HookFault.Kind.EXCEPTION);
    }
  }

  @Test
  void aSpamdThatHangsIsAFaultWithinTheTimeOut() {
    spamd.program().freeze();
    try {
      Map<String, Object> impatient = Map.of("scanner", "spamassassin", "servers", spamd.unix(), "timeout", "300ms");
      harness().ask(HookPoints.ON_ANTISPAM_SCAN, new Antispam(impatient), Samples.HAM).faults(HookFault.Kind.EXCEPTION);
    } finally {
      spamd.program().thaw();
    }
  }

  private static Asked ask(String server, IncomingView mail) {
    Antispam plugin = new Antispam(Map.of("scanner", "spamassassin", "servers", server));
    return harness().ask(HookPoints.ON_ANTISPAM_SCAN, plugin, mail);
  }

  private static HookHarness harness() {
    return HookHarness.create();
  }
}
