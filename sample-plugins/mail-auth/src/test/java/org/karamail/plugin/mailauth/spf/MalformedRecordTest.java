package org.karamail.plugin.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.CheckResult.Value;

/** Records as nobody should publish them. */
class MalformedRecordTest {

  private static final String SOUND =
      "v=spf1 ip4:203.0.113.0/24 ip6:2001:db8::/32 a:%{d2r}.here.example/24//64 mx:%{l1r+-}.example exists:%{ir}.%{v}.x.example"
          + " include:inc.example ptr:%{p}.example ?all redirect=%{o}.example exp=why.example";
  private static final String PIECES = "%{}=:/.-+~?_ 0129afilmsSxz\u0000\u00e4\ufffd\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 +all %", "v=spf1 +all a:%{", "v=spf1 +all a:%{d0}.example.org", "v=spf1 +all a:%{d", "v=spf1 +all a:%{x}",
        "v=spf1 +all ip4:1.2.3.4/", "v=spf1 +all ip6:::1::", "v=spf1 +all ip6:1.2.3.4", "v=spf1 +all ip6:::1.2.3", "v=spf1 +all -",
        "v=spf1 +all +", "v=spf1 +all =", "v=spf1 +all :", "v=spf1 +all /", "v=spf1 +all redirect=", "v=spf1 +all exp=a exp=b",
        "v=spf1 +all ip6:fe80::1%eth0", "v=spf1 +all mx/1/2", "v=spf1 +all a:b.example/999999999999", "v=spf1 +all \u0661ll"
      })
  void anErrorAnywhereIsPermerrorAlsoBehindWhatMatches(String record) {
    assertThat(check(record).value()).isEqualTo(Value.PERMERROR);
  }

  @Test
  void whatIsBrokenAtRandomNeverThrowsAndNeverPasses() {
    Random random = new Random(7208);
    for (int i = 0; i < 8_000; i++) {
      String record = broken(random);
      SpfAnswer answer = check(record);
      boolean useful = SpfRecord.isMeantBy(record) && SpfRecord.read(record).record().isPresent();
      assertThat(answer.value() == Value.PASS && !useful).as(record).isFalse();
      assertThat(answer.detail()).as(record).matches("[ -~]*");
    }
  }

  @Test
  void aRecordOfTheLargestSizeIsReadInTime() {
    assertThat(check("v=spf1 " + "a".repeat(65_000) + ".1").value()).isEqualTo(Value.PERMERROR);
    assertThat(check("v=spf1 exists:" + "1".repeat(65_000)).value()).isEqualTo(Value.PERMERROR);
    assertThat(check("v=spf1 a:x.example" + "/1".repeat(30_000)).value()).isEqualTo(Value.PERMERROR);
    assertThat(check("v=spf1 " + "ip4:203.0.113.1 ".repeat(4_000) + "-all").value()).isEqualTo(Value.FAIL);
    assertThat(check("v=spf1 exists:" + "%{l}".repeat(16_000) + ".example -all").value()).isEqualTo(Value.FAIL);
  }

  private static String broken(Random random) {
    StringBuilder record = new StringBuilder(SOUND);
    for (int edits = 1 + random.nextInt(6); edits > 0 && record.length() > 1; edits--) {
      int at = random.nextInt(record.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(4)) {
        case 0 -> record.setCharAt(at, piece);
        case 1 -> record.insert(at, piece);
        case 2 -> record.delete(at, Math.min(record.length(), at + 1 + random.nextInt(5)));
        default -> record.setLength(Math.max(1, at));
      }
    }
    return record.toString();
  }

  private static SpfAnswer check(String record) {
    SuiteZone zone =
        new SuiteZone(
            Map.of(
                "client.example", List.of(Map.of("TXT", record)),
                "inc.example", List.of(Map.of("TXT", "v=spf1 -all")),
                "203.0.113.9.example", List.of(Map.of("A", "203.0.113.9"))));
    return new SpfCheck(zone, Clock.systemUTC(), System::nanoTime)
        .check(new Claim(client(), "first-last+x", "client.example", "helo"), "mx.example.org", Duration.ofSeconds(20))
        .toCompletableFuture()
        .join();
  }

  private static InetAddress client() {
    try {
      return InetAddress.getByName("192.0.2.66");
    } catch (UnknownHostException never) {
      throw new AssertionError(never);
    }
  }
}
