package org.karamail.plugin.contentfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;

class ContentFilterTest {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);
  private static final IncomingView PLAIN = IncomingView.sample();

  private final HookHarness harness = HookHarness.create();

  @Test
  void withoutRulesItDoesNothing() {
    ask(Map.of(), Attached.named("a.exe", CONTENT)).proceeds();
  }

  @ParameterizedTest
  @CsvSource({
    "header Subject is *invoice*, true", "header subject is *INVOICE for*|nothing, true", "header Subject is invoice, false",
    "header X-None missing, true", "header Subject missing, false", "size over 100, true", "size over 1MB, false",
    "recipients over 0, true", "recipients over 1, false", "parts over 2, true", "parts over 3, false",
    "type is application/*, true", "type is image/*, false", "name is *.exe|*.scr, true", "name is *.zip, false",
    "name is *.exe and size over 1MB, false", "name is *.exe and header Subject is *invoice*, true",
    "encrypted archive, false"
  })
  void aRuleHoldsWhenAllItsConditionsDo(String conditions, boolean holds) {
    Asked asked = ask(rule(conditions, "reject Not here"), Attached.named("a.exe", CONTENT));
    if (holds) {
      asked.rejects("5.7.1").saying("Not here");
    } else {
      asked.proceeds();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filename=setup.exe", "filename=\"SETUP.EXE\"", "filename=\"setup.exe. .\"", "filename=\"C:\\\\x\\\\setup.exe\"",
        "filename*=utf-8''setup%2Eexe", "filename*0=\"set\"; filename*1=\"up.exe\"", "filename=\"=?utf-8?B?c2V0dXAuZXhl?=\"",
        "filename=\"setup.e\u00adxe\""
      })
  void aNameIsSeenHoweverItIsWritten(String parameter) {
    ask(rule("name is setup.exe", "reject"), Attached.as("Content-Disposition: attachment; " + parameter, CONTENT))
        .rejects("5.7.1");
  }

  @Test
  void aNameInTheContentTypeAndInAMessageInAMessageIsSeen() {
    String inner = "Content-Type: application/x; name=deep.exe\n\nx\n";
    ask(rule("name is deep.exe", "reject"), Attached.message("--cut\nContent-Type: message/rfc822\n\n" + inner))
        .rejects("5.7.1");
  }

  @Test
  void everyActionIsDone() {
    IncomingView mail = Attached.named("a.exe", CONTENT);
    ask(rule("name is *.exe", "quarantine"), mail).quarantines().saying("rule one");
    ask(rule("name is *.exe", "discard"), mail).discards();
    ask(rule("name is *.exe", "defer Later"), mail).defers("4.7.1").saying("Later");
    ask(rule("name is *.exe", "header X-Found: a program"), mail).proceeds().adds("X-Found", "a program");
  }

  @Test
  void rulesAreLookedAtInTheirOrderUntilOneDecides() {
    Map<String, Object> rules =
        Map.of(
            "rules", "mark, spare, refuse", "mark.if", "size over 1", "mark.then", "header X-Mark: yes", "spare.if",
            "header X-Spare is yes", "spare.then", "pass", "refuse.if", "size over 1", "refuse.then", "reject");
    ask(rules, PLAIN).rejects("5.7.1").adds("X-Mark", "yes");
    ask(rules, PLAIN.headers("X-Spare: yes\r\n\r\n")).proceeds().adds("X-Mark", "yes");
  }

  @Test
  void whatLiesInArchivesInArchivesIsSeen() {
    byte[] nested = Attached.zip("b.zip", Attached.zip("folder/evil.exe", CONTENT));
    ask(rule("name is evil.exe", "reject"), Attached.named("picture.png", nested)).rejects("5.7.1");
  }

  @Test
  void anEncryptedArchiveIsSeenAndUnreadableUnlessARuleSparesIt() {
    byte[] encrypted = Attached.zip("a.txt", CONTENT);
    encrypted[6] |= 1;
    IncomingView mail = Attached.named("a.zip", encrypted);
    ask(rule("encrypted archive", "reject"), mail).rejects("5.7.1");
    ask(rule("encrypted archive", "pass"), mail).proceeds();
    ask(rule("name is *.exe", "reject"), mail).quarantines().saying("cannot be looked into: an encrypted archive");
  }

  @Test
  void archivesNestedTooDeepAreUnreadable() {
    byte[] nested = CONTENT;
    for (int i = 0; i < 5; i++) {
      nested = Attached.zip("a.zip", nested);
    }
    ask(rule("name is *.exe", "reject"), Attached.named("a.zip", nested)).quarantines();
    ask(with(rule("name is *.exe", "reject"), "maxDepth", "5"), Attached.named("a.zip", nested)).proceeds();
  }

  @Test
  void aBombIsLeftBeforeItGoesOff() {
    byte[] bomb = Attached.zip("inner.zip", Attached.zip("zeros", new byte[64 << 20]));
    ask(rule("name is *.exe", "reject"), Attached.named("a.zip", bomb)).quarantines();
    Map<String, Object> patient = with(rule("name is *.exe", "reject"), "maxRatio", "1000000");
    ask(patient, Attached.named("a.zip", bomb)).proceeds();
    ask(with(patient, "maxUnpacked", "32MB"), Attached.named("a.zip", bomb)).quarantines();
  }

  @Test
  void tooManyEntriesAndTooManyPartsAreUnreadable() {
    Map<String, Object> few = with(rule("name is *.exe", "reject"), "maxEntries", "100");
    ask(few, Attached.named("a.zip", Attached.zipOfMany(90))).proceeds();
    ask(few, Attached.named("a.zip", Attached.zipOfMany(200))).quarantines();
    ask(few, Attached.message("--cut\n\nx\n".repeat(200))).quarantines();
  }

  @Test
  void multipartsNestedWithoutEndAreUnreadable() {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      parts.append("--c").append(i).append("\nContent-Type: multipart/mixed; boundary=c").append(i + 1).append("\n\n");
    }
    String header = "Content-Type: multipart/mixed; boundary=c0\r\n\r\n";
    IncomingView mail = PLAIN.headers(header).body(Attached.crlf(parts.toString()));
    ask(rule("name is *.exe", "reject"), mail).quarantines();
  }

  @ParameterizedTest
  @CsvSource({"reject, REJECT", "defer, DEFER", "discard, DISCARD", "pass, PROCEED", "header X-Broken: yes, PROCEED"})
  void aBrokenArchiveIsTreatedAsConfigured(String action, String verdict) {
    byte[] whole = Attached.zip("a.txt", new Random(1).ints(5000).boxed().toList().toString().getBytes(StandardCharsets.US_ASCII));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    Map<String, Object> rules = with(rule("name is *.exe", "reject"), "unreadable", action);
    assertThat(ask(rules, Attached.named("a.zip", half)).verdict().kind()).hasToString(verdict);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverIsInAMessageItIsAnsweredByAVerdict(long seed) {
    Random random = new Random(seed);
    byte[] archive = Attached.zip("a.zip", Attached.zip("b.txt", CONTENT));
    for (int i = 0; i < 30; i++) {
      byte[] spoilt = archive.clone();
      for (int j = 0; j < 4; j++) {
        spoilt[4 + random.nextInt(spoilt.length - 4)] = (byte) random.nextInt();
      }
      Asked asked = ask(rule("name is *.exe", "reject"), Attached.named("a.zip", spoilt));
      assertThat(asked.verdict()).isNotNull();
    }
  }

  @Test
  void aCallThatNobodyWaitsForEnds() {
    harness.cancelled(true);
    ask(rule("name is *.exe", "reject"), Attached.named("a.exe", CONTENT)).faults(HookFault.Kind.EXCEPTION);
  }

  private Asked ask(Map<String, Object> configuration, IncomingView mail) {
    return harness.ask(HookPoints.ON_CONTENT_FILTER, new ContentFilter(configuration), mail);
  }

  private static Map<String, Object> rule(String conditions, String action) {
    return Map.of("rules", "one", "one.if", conditions, "one.then", action);
  }

  private static Map<String, Object> with(Map<String, Object> configuration, String key, String value) {
    Map<String, Object> more = new HashMap<>(configuration);
    more.put(key, value);
    return more;
  }
}
