package org.karamail.plugin.mailauth.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.DkimSignature;
import org.karamail.hook.CheckResult.Spf;
import org.karamail.hook.CheckResult.Value;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.dmarc.DmarcAnswer;
import org.karamail.plugin.mailauth.dmarc.DmarcCheck;
import org.karamail.plugin.mailauth.dmarc.Identifiers;
import org.karamail.testkit.MovableClock;
import org.karamail.testkit.dns.ScriptedDns;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;
import org.w3c.dom.Document;

class ReportsTest {

  private static final MailDomain AUTHOR = new MailDomain("news.bank.example");
  private static final Spf SPF = new Spf(Value.PASS, new MailDomain("evil.example"), "");
  private static final Dkim DKIM =
      new Dkim(
          Value.PASS,
          List.of(
              new DkimSignature(Value.FAIL, new MailDomain("list.example"), "x", ""),
              new DkimSignature(Value.PASS, new MailDomain("bank.example"), "<s&1>", "")),
          "");

  @TempDir Path folder;

  private final ScriptedDns dns = ScriptedDns.start();
  private final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server(), "timeout", "1s", "tries", "1"));
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private volatile Reporter reporter =
      new Reporter(
          Reporter.Mode.WRITE, "mx.local.example", "Local & Sons", "dmarc-reports@mx.local.example",
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), Duration.ofDays(1));
  private Reports reports;
  private Optional<String> override = Optional.empty();

  @AfterEach
  void close() {
    if (reports != null) {
      reports.close();
    }
    resolver.deactivate();
    dns.close();
  }

  @Test
  void aPeriodBecomesOneReportOfEachPolicyWithEqualMessagesCounted() throws Exception {
    begin("v=DMARC1; p=reject; sp=quarantine; rua=mailto:dmarc@bank.example");
    observe(3, IncomingView.sample().checked(SPF).checked(DKIM));
    observe(1, IncomingView.sample().checked(SPF));
    noted(4);
    reports.look();
    assertThat(written()).isEmpty();

    over();
    Path file = written().get(0);
    assertThat(file.getFileName().toString())
        .startsWith("mx.local.example!bank.example!1772323200!1772409599!")
        .endsWith(".xml.gz");
    valid(Files.readAllBytes(file));
    Document report = xml(Files.readAllBytes(file));
    assertThat(at(report, "/feedback/report_metadata/org_name")).isEqualTo("Local & Sons");
    assertThat(at(report, "/feedback/policy_published/p")).isEqualTo("reject");
    assertThat(at(report, "/feedback/policy_published/sp")).isEqualTo("quarantine");
    assertThat(at(report, "count(/feedback/record)")).isEqualTo("2");
    assertThat(at(report, "//record[1]/row/count")).isEqualTo("3");
    assertThat(at(report, "//record[1]/row/source_ip")).isEqualTo("192.0.2.25");
    assertThat(at(report, "//record[1]/row/policy_evaluated/disposition")).isEqualTo("pass");
    assertThat(at(report, "//record[1]/row/policy_evaluated/dkim")).isEqualTo("pass");
    assertThat(at(report, "//record[1]/row/policy_evaluated/spf")).isEqualTo("fail");
    assertThat(at(report, "//record[1]/auth_results/dkim[1]/selector")).isEqualTo("<s&1>");
    assertThat(at(report, "//record[1]/auth_results/dkim[2]/result")).isEqualTo("fail");
    assertThat(at(report, "//record[2]/row/policy_evaluated/disposition")).isEqualTo("none");
    assertThat(at(report, "//record[2]/row/policy_evaluated/reason/type")).isEqualTo("local_policy");
    assertThat(at(report, "//record[2]/identifiers/header_from")).isEqualTo("news.bank.example");
    assertThat(at(report, "//record[2]/identifiers/envelope_from")).isEqualTo("client.example");
    assertThat(at(report, "//record[2]/auth_results/spf/result")).isEqualTo("pass");
    assertThat(lines()).isEmpty();
  }

  @Test
  void aReportIsSentToTheOrganizationAndToThoseWhoSayThatTheyWantIt() throws Exception {
    dns.record("bank.example._report._dmarc.reports.example", "TXT", "v=DMARC1; rua=mailto:here@reports.example");
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      send(peer);
      begin("v=DMARC1; p=none; rua=mailto:dmarc@bank.example!10m,mailto:x@reports.example,mailto:victim@elsewhere.example");
      observe(1, IncomingView.sample().checked(SPF));
      noted(1);
      over();
      assertThat(peer.commands().stream().filter(line -> line.contains("RCPT")).map(line -> line.split(":", 2)[1]))
          .containsExactlyInAnyOrder("<dmarc@bank.example>", "<here@reports.example>");
      String mail = peer.confirmed().get(0).text();
      assertThat(mail)
          .contains("Subject: Report Domain: bank.example\r\n\tSubmitter: mx.local.example\r\n")
          .contains("Content-Type: application/gzip");
      String attached = mail.substring(mail.indexOf("\"\r\n\r\n", mail.indexOf("filename")) + 5, mail.lastIndexOf("\r\n--report"));
      assertThat(at(xml(Base64.getMimeDecoder().decode(attached)), "/feedback/record/row/count")).isEqualTo("1");
      assertThat(waiting()).isEmpty();
    }
  }

  @Test
  void whatTheServerDoesNotTakeNowIsTriedAgainAndWhatItRefusesIsDropped() throws Exception {
    begin("v=DMARC1; p=none; rua=mailto:dmarc@bank.example");
    try (ScriptedPeer busy = ScriptedPeer.smtp(Script.at(PeerStage.RCPT, Act.reply("451 4.3.0 later")))) {
      send(busy);
      observe(1, IncomingView.sample().checked(SPF));
      noted(1);
      over();
      assertThat(waiting()).hasSize(1);
    }
    reports.look();
    assertThat(waiting()).hasSize(1);
    try (ScriptedPeer refusing = ScriptedPeer.smtp(Script.at(PeerStage.RCPT, Act.reply("550 5.1.1 nobody")))) {
      send(refusing);
      reports.look();
      assertThat(waiting()).isEmpty();
    }
  }

  @Test
  void nothingIsCollectedUnlessItIsWanted() {
    reporter = with(Reporter.Mode.NONE, reporter.server());
    begin("v=DMARC1; p=reject; rua=mailto:dmarc@bank.example");
    observe(1, IncomingView.sample());
    reports.look();
    assertThat(folder).isEmptyDirectory();

    reporter = with(Reporter.Mode.WRITE, reporter.server());
    dns.remove("_dmarc.bank.example").record("_dmarc.bank.example", "TXT", "v=DMARC1; p=reject");
    resolver.flush();
    observe(1, IncomingView.sample());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aJournalThatIsTornOrForeignSpoilsNothing() throws Exception {
    begin("v=DMARC1; p=reject; rua=mailto:dmarc@bank.example");
    observe(1, IncomingView.sample().checked(SPF));
    noted(1);
    Path journal = Files.createDirectories(folder.resolve("dmarc/journal"));
    Files.writeString(journal.resolve("1772323200-1772409600-0000000f.tsv"), "bank.example\tmail\n\n\t\t\t\nx");
    Files.writeString(journal.resolve("notes.txt"), "not ours");
    over();
    assertThat(at(xml(Files.readAllBytes(written().get(0))), "sum(//count)")).isEqualTo("1");
    assertThat(journal.resolve("notes.txt")).exists();
  }

  @Test
  void whatATrustedSealerVouchedForIsReportedAsLocalPolicyWithTheSeal() throws Exception {
    begin("v=DMARC1; p=reject; rua=mailto:dmarc@bank.example");
    override = Optional.of("arc=pass as[1].d=lists.example as[1].s=s1");
    observe(1, IncomingView.sample().checked(SPF));
    noted(1);
    over();
    Document report = xml(Files.readAllBytes(written().get(0)));
    assertThat(at(report, "//row/policy_evaluated/disposition")).isEqualTo("none");
    assertThat(at(report, "//reason/type")).isEqualTo("local_policy");
    assertThat(at(report, "//reason/comment")).isEqualTo("arc=pass as[1].d=lists.example as[1].s=s1");
  }

  @Test
  void everyReportIsValidByTheSchema() throws Exception {
    String hostile = "<&>\"'\u0000\u0001\ud800\ufffe\u00e9]]>";
    reporter =
        new Reporter(Reporter.Mode.WRITE, "mx.local.example", "Org " + hostile, reporter.from(), reporter.server(), reporter.period());
    Dkim odd = new Dkim(Value.NONE, List.of(new DkimSignature(Value.PERMERROR, new MailDomain("x.example"), hostile, hostile)), "");
    List<IncomingView> mails =
        List.of(
            IncomingView.sample(),
            IncomingView.sample().checked(SPF),
            IncomingView.sample().checked(SPF).checked(DKIM),
            IncomingView.sample().checked(odd));
    begin("v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=s; fo=1:d:s; t=y; rua=mailto:dmarc@bank.example");
    for (IncomingView mail : mails) {
      observe(1, mail);
      override = Optional.of("arc=pass as[1].d=lists.example as[1].s=" + hostile);
    }
    List<Value> ofSpf = Arrays.stream(Value.values()).filter(value -> value != Value.POLICY).toList();
    for (Value value : ofSpf) {
      observe(1, IncomingView.sample().checked(new Spf(value, new MailDomain("evil.example"), hostile)));
    }
    noted(mails.size() + ofSpf.size());
    over();
    valid(Files.readAllBytes(written().get(0)));
  }

  private static void valid(byte[] compressed) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(ReportsTest.class.getResource("/dmarc-report.xsd"))
        .newValidator()
        .validate(new StreamSource(new GZIPInputStream(new ByteArrayInputStream(compressed))));
  }

  private void begin(String record) {
    dns.record("_dmarc.bank.example", "TXT", record);
    reports = new Reports(folder, resolver, clock, () -> reporter);
  }

  private void send(ScriptedPeer peer) {
    reporter = with(Reporter.Mode.SEND, peer.address());
  }

  private Reporter with(Reporter.Mode mode, InetSocketAddress server) {
    return new Reporter(mode, reporter.receiver(), reporter.organization(), reporter.from(), server, reporter.period());
  }

  private void observe(int times, IncomingView mail) {
    DmarcAnswer answer =
        new DmarcCheck(resolver).check(AUTHOR.text(), Identifiers.in(mail.checks())).toCompletableFuture().join();
    for (int i = 0; i < times; i++) {
      reports.observe(mail, AUTHOR, answer, false, override);
    }
  }

  private void noted(int messages) {
    await().until(() -> lines().size() == messages);
  }

  private void over() {
    clock.move(Duration.ofDays(1));
    reports.look();
  }

  private List<String> lines() {
    return files("journal").stream().flatMap(ReportsTest::linesOf).toList();
  }

  private List<Path> written() {
    return files("reports");
  }

  private List<Path> waiting() {
    return files("outbox");
  }

  private List<Path> files(String name) {
    Path where = folder.resolve("dmarc").resolve(name);
    if (!Files.isDirectory(where)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(where)) {
      return files.toList();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Document xml(byte[] compressed) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new GZIPInputStream(new ByteArrayInputStream(compressed)));
  }

  private static String at(Document document, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, document);
  }
}
