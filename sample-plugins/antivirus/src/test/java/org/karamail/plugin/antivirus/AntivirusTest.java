package org.karamail.plugin.antivirus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Finding;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.ForeignDaemon;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.net.ClosedPort;

class AntivirusTest {

  private static final String SIGNATURE = "Karamail.Test.UNOFFICIAL";
  private static final IncomingView INFECTED = IncomingView.sample().body("Hello\r\n" + Clamd.MALWARE + "\r\n");

  @TempDir static Path folder;
  private static ForeignDaemon clamd;

  private final HookHarness harness = HookHarness.create();

  @BeforeAll
  static void start() {
    clamd = Clamd.start(folder);
  }

  @AfterAll
  static void stop() {
    if (clamd != null) {
      clamd.close();
    }
  }

  @Test
  void withoutServersItDoesNothing() {
    ask(Map.of(), INFECTED).proceeds();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void malwareIsRejectedAndAllElsePassesOverTcpAndUnixSocketsAlike(boolean unix) {
    Map<String, Object> servers = Map.of("servers", unix ? clamd.unix() : clamd.tcp());

    Asked infected = ask(servers, INFECTED).rejects("5.7.1").saying("This message holds malware (" + SIGNATURE + ")");

    assertThat(infected.verdict().findings()).containsExactly(new Finding.Virus(SIGNATURE));
    assertThat(ask(servers, IncomingView.sample()).proceeds().verdict().findings()).isEmpty();
  }

  @Test
  void malwareIsFoundInAnEncodedAttachment() {
    String encoded = Base64.getMimeEncoder().encodeToString(("x".repeat(500) + Clamd.MALWARE).getBytes(StandardCharsets.US_ASCII));
    String header =
        """
        From: a@b.example
        Subject: x
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="cut"

        """;
    String body =
        """
        --cut
        Content-Type: application/octet-stream; name="a.bin"
        Content-Transfer-Encoding: base64

        """;
    IncomingView mail = IncomingView.sample().headers(crlf(header)).body(crlf(body) + encoded + crlf("\n--cut--\n"));
    ask(Map.of("servers", clamd.tcp()), mail).rejects("5.7.1");
  }

  @Test
  void malwareBehindManyChunksIsFound() {
    ask(Map.of("servers", clamd.unix()), IncomingView.sample().body(text(900_000) + Clamd.MALWARE)).rejects("5.7.1");
  }

  @Test
  void theActionIsWhatIsConfigured() {
    ask(Map.of("servers", clamd.tcp(), "action", "quarantine"), INFECTED).quarantines().saying("malware: " + SIGNATURE);
    ask(Map.of("servers", clamd.tcp(), "action", "discard"), INFECTED).discards();
    ask(Map.of("servers", clamd.tcp(), "action", "header"), INFECTED)
        .proceeds()
        .adds("X-Virus-Status", "Infected (" + SIGNATURE + ")");
  }

  @Test
  void aForgedMarkIsRemovedFromMailThatIsClean() {
    IncomingView forged = IncomingView.sample().headers("X-Virus-Status: Clean, believe me\r\n\r\n");
    assertThat(ask(Map.of("servers", clamd.tcp(), "action", "header"), forged).proceeds().edits())
        .containsExactly(new Edit.RemoveFields("X-Virus-Status"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsLongerThanClamdTakesIsTreatedAsConfigured(boolean unix) {
    IncomingView large = IncomingView.sample().body(text(8 * Clamd.STREAM_MAX_LENGTH));
    String server = unix ? clamd.unix() : clamd.tcp();
    ask(Map.of("servers", server), large).quarantines();
    ask(Map.of("servers", server, "oversized", "reject"), large).rejects("5.3.4");
    ask(Map.of("servers", server, "oversized", "defer"), large).defers("4.3.4");
    ask(Map.of("servers", server, "oversized", "pass"), large).proceeds();
  }

  @Test
  void whatIsLongerThanMaxSizeIsNotSentAtAll() {
    try (ClosedPort nobody = ClosedPort.hold()) {
      ask(Map.of("servers", nobody.text(), "maxSize", "1KB"), IncomingView.sample().body(text(2000))).quarantines();
    }
  }

  @Test
  void anAbsentClamdIsAFaultAndTheNextOneOfTheListIsAsked() {
    try (ClosedPort absent = ClosedPort.hold()) {
      ask(Map.of("servers", absent.text()), INFECTED).faults(HookFault.Kind.EXCEPTION);
      ask(Map.of("servers", folder.resolve("absent").toString()), INFECTED).faults(HookFault.Kind.EXCEPTION);
      ask(Map.of("servers", absent.text() + ", " + clamd.tcp()), INFECTED).rejects("5.7.1");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClamdThatHangsIsAFaultWithinTheTimeOutAndTheBudget(boolean unix) {
    String server = unix ? clamd.unix() : clamd.tcp();
    clamd.program().freeze();
    try {
      ask(Map.of("servers", server, "timeout", "200ms"), INFECTED).faults(HookFault.Kind.EXCEPTION);
      harness.budget(Duration.ofMillis(500));
      ask(Map.of("servers", server), INFECTED).faults(HookFault.Kind.EXCEPTION);
    } finally {
      clamd.program().thaw();
    }
  }

  private Asked ask(Map<String, Object> configuration, IncomingView mail) {
    return harness.ask(HookPoints.ON_ANTIVIRUS_SCAN, new Antivirus(configuration), mail);
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private static String text(int length) {
    return "All work and no play makes a dull mail.\r\n".repeat(length / 40);
  }
}
