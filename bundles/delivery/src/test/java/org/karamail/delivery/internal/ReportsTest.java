package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.SiteStanding.Breaker.OPEN;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.delivery.AttemptErrors;
import org.karamail.delivery.AttemptErrors.Category;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.MailEvent;
import org.karamail.model.Notify;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.model.Route;
import org.karamail.queue.store.Submission;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.SettablePolicy;

/** What senders are told; reports to {@code ann@sender.example} arrive in the maildir transport. */
class ReportsTest {

  private static final ReportWish SUCCESS =
      new ReportWish(Set.of(Notify.SUCCESS), Optional.of("rfc822;Bob+2Bnews@old.example"));

  @TempDir Path home;
  private DeliveryBench bench;

  @BeforeEach
  void open() {
    bench = DeliveryBench.started(home);
    bench.smtp().always(Leases.REFUSED);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theSenderOfWhatFailsIsTold() {
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    ScriptedTransport.Given report = onlyReport();
    assertThat(report.lease().envelope().sender().isNull()).isTrue();
    assertThat(report.lease().recipients().get(0).recipient().address()).hasToString("ann@sender.example");
    assertThat(report.message())
        .contains("\r\nTo: <ann@sender.example>\r\n")
        .contains("\r\nAction: failed\r\n")
        .contains("\r\nStatus: 5.1.1\r\n")
        .contains("\r\nFinal-Recipient: rfc822; bob@north.example\r\n")
        .contains("\r\nRemote-MTA: dns; peer.example\r\n")
        .contains("\r\nDiagnostic-Code: smtp; 550 5.1.1 No such mailbox\r\n")
        .contains("Subject: sample\r\n");
    bench.awaitEvent(id, 0, MailEvent.Kind.REPORTED);
    assertThat(bench.last(id, 0).detail())
        .isEqualTo("reported to ann@sender.example by " + report.lease().id());
  }

  @Test
  void whatFailsOfOneMessageWithinAMinuteIsReportedTogether() {
    bench.schedule(Duration.ofMinutes(5));
    bench.smtp().at("south.example", lease -> ScriptedTransport.all(lease, Leases.DEFERRED));
    QueueId id = bench.accept(SampleMail.to("bob@north.example", "eve@south.example", "kim@east.example"));
    bench.awaitState(id, 0, RecipientState.FAILED);
    bench.awaitState(id, 1, RecipientState.DEFERRED);
    bench.awaitState(id, 2, RecipientState.FAILED);
    bench.smtp().at("south.example", lease -> ScriptedTransport.all(lease, Leases.REFUSED));
    assertThat(bench.maildir().given()).isEmpty();

    bench.move(Duration.ofSeconds(60));

    ScriptedTransport.Given report = onlyReport();
    assertThat(report.message())
        .contains("Final-Recipient: rfc822; bob@north.example")
        .contains("Final-Recipient: rfc822; kim@east.example")
        .doesNotContain("eve@south.example");
    bench.move(Duration.ofMinutes(5));
    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 2);
    assertThat(bench.maildir().given().get(1).message())
        .contains("Final-Recipient: rfc822; eve@south.example")
        .doesNotContain("bob@north.example");
  }

  @Test
  void whoAsksToBeToldOfSuccessIsTold() {
    bench.smtp().always(new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok")));
    ReportForm form = new ReportForm(Optional.of(ReportForm.Returned.FULL), Optional.of("QQ314"));
    QueueId id = bench.accept(SampleMail.to("bob@north.example").asking(form, SUCCESS));

    assertThat(onlyReport().message())
        .contains("\r\nSubject: Your message was passed on\r\n")
        .contains("\r\nOriginal-Envelope-Id: QQ314\r\n")
        .contains("\r\nOriginal-Recipient: rfc822; Bob+news@old.example\r\n")
        .contains("\r\nAction: relayed\r\n")
        .contains("\r\nStatus: 2.0.0\r\n")
        .contains("\r\nContent-Type: text/rfc822-headers");
    await().atMost(PATIENCE).until(() -> bench.queue().store().get(id).isEmpty());
  }

  @Test
  void aLocalMailboxMakesItDelivered() {
    Submission remote = SampleMail.to("bob@here.example").asking(ReportForm.NONE, SUCCESS).submission(bench.queue().now());
    Submission.NewRecipient born = remote.recipients().get(0);
    Recipient local = new Recipient(0, born.recipient().address(), new Route("maildir", "here.example"), SUCCESS);
    bench
        .queue()
        .store()
        .begin(0)
        .commit(
            new Submission(
                remote.envelope(),
                remote.headers(),
                remote.acceptedAt(),
                List.of(new Submission.NewRecipient(local, born.state(), born.due(), born.detail()))));

    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 2);
    assertThat(bench.maildir().given().get(1).message()).contains("\r\nAction: delivered\r\n");
  }

  @Test
  void wherePeersReportThemselvesNobodyElseDoes() {
    bench
        .smtp()
        .always(lease -> List.of(new RecipientOutcome(0, "peer.example [192.0.2.1]", Leases.DELIVERED, true)));
    QueueId id = bench.accept(SampleMail.to("bob@north.example").asking(ReportForm.NONE, SUCCESS));

    await().atMost(PATIENCE).until(() -> bench.queue().store().get(id).isEmpty());
    assertThat(bench.maildir().given()).isEmpty();
  }

  @Test
  void whoAsksForTheWholeMessageGetsItBackWhenItFails() {
    ReportForm form = new ReportForm(Optional.of(ReportForm.Returned.FULL), Optional.empty());
    bench.accept(SampleMail.to("bob@north.example").asking(form, ReportWish.NONE));

    assertThat(onlyReport().message()).contains("Content-Type: message/rfc822").contains("\r\n\r\nHello.\r\n");
  }

  @Test
  void whoAsksNotToBeToldIsNot() {
    ReportWish never = new ReportWish(Set.of(Notify.NEVER), Optional.empty());
    QueueId id = bench.accept(SampleMail.to("bob@north.example").asking(ReportForm.NONE, never));

    bench.awaitEvent(id, 0, MailEvent.Kind.FAILED);
    assertThat(bench.last(id, 0).detail()).endsWith("no report: its sender asked for none");
    assertThat(bench.maildir().given()).isEmpty();
  }

  @Test
  void neitherWhatFailsWithoutASenderNorAReportIsReported() {
    QueueId id = bench.accept(SampleMail.to("bob@north.example").withSender(""));
    bench.awaitEvent(id, 0, MailEvent.Kind.FAILED);
    assertThat(bench.last(id, 0).detail()).endsWith("no report: it has no sender");

    bench.maildir().always(Leases.REFUSED);
    bench.accept(SampleMail.to("bob@north.example"));
    QueueId report = onlyReport().lease().id();
    bench.awaitEvent(report, 0, MailEvent.Kind.FAILED);
    bench.move(Duration.ofMinutes(2));
    await().atMost(PATIENCE).until(() -> bench.queue().store().nextDue().isEmpty());

    assertThat(bench.maildir().given()).hasSize(1);
  }

  @Test
  void whyASenderCannotBeToldStandsInTheHistory() {
    QueueId id = bench.accept(SampleMail.to("bob@north.example").withSender("ghost@sender.example"));

    bench.awaitEvent(id, 0, MailEvent.Kind.REPORTED);

    assertThat(bench.last(id, 0).detail()).startsWith("no report: ghost@sender.example cannot be reached: 550");
    assertThat(bench.maildir().given()).isEmpty();
  }

  @Test
  void theReportOfWhatExpiredSaysWhyItWasDeferredWithoutNamingOurFiles() {
    bench.smtp().always(Leases.UNREACHABLE);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofDays(5));

    assertThat(onlyReport().message())
        .contains("\r\nStatus: 4.4.7\r\n")
        .contains("\r\nDiagnostic-Code: x-karamail; No connection to the next host\r\n")
        .doesNotContain("192.0.2.1");
  }

  @Test
  void theReportOfWhatMayHaveArrivedSaysSo() {
    bench.smtp().always(Leases.UNKNOWN);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofDays(5));

    assertThat(onlyReport().message()).contains("may have arrived");
  }

  @Test
  void theReportOfWhatMayHaveArrivedAtAnEarlierAttemptSaysSoToo() {
    bench.smtp().always(Leases.UNKNOWN);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);
    bench.smtp().always(Leases.REFUSED);

    bench.move(Duration.ofHours(1));

    assertThat(onlyReport().message().replace("\r\n ", " "))
        .contains("Action: failed", "Status: 5.1.1", "550 5.1.1 No such mailbox; an earlier attempt", "may have arrived");
  }

  @Test
  void whatAttemptsFailOfIsCounted() {
    bench.smtp().at("dns.example", lease -> ScriptedTransport.all(lease, unreachable(Fault.Category.DNS)));
    bench.smtp().at("tls.example", lease -> ScriptedTransport.all(lease, unreachable(Fault.Category.TLS)));
    bench.smtp().at("grey.example", lease -> ScriptedTransport.all(lease, Leases.DEFERRED));
    bench.smtp().at("lost.example", lease -> ScriptedTransport.all(lease, Leases.UNKNOWN));
    bench.smtp().at("fine.example", lease -> ScriptedTransport.all(lease, Leases.DELIVERED));
    QueueId id =
        bench.accept(
            SampleMail.to("a@dns.example", "b@tls.example", "c@grey.example", "d@lost.example", "e@fine.example", "f@no.example"));
    for (int recipient = 0; recipient < 4; recipient++) {
      bench.awaitState(id, recipient, RecipientState.DEFERRED);
    }
    bench.awaitEvent(id, 4, MailEvent.Kind.DELIVERED);
    bench.awaitEvent(id, 5, MailEvent.Kind.FAILED);

    AttemptErrors errors = bench.delivery().errors();

    for (Category one : List.of(Category.DNS, Category.TLS, Category.SMTP_4XX, Category.TIMEOUT, Category.SMTP_5XX)) {
      assertThat(errors.count(one)).isEqualTo(1);
    }
    assertThat(errors.count(Category.CONNECTION)).isZero();
  }

  private static DeliveryOutcome unreachable(Fault.Category category) {
    return new DeliveryOutcome.Unreachable(new Fault(category, "so it is"));
  }

  @Test
  void theWarningOfADelaySaysUntilWhenItIsTried() {
    bench.schedule(Duration.ofHours(5));
    bench.smtp().always(Leases.DEFERRED);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofHours(5));
    await().atMost(PATIENCE).until(() -> bench.events(id, 0, MailEvent.Kind.DEFERRED) == 2);
    bench.move(Duration.ofMinutes(2));

    assertThat(onlyReport().message()).contains("\r\nAction: delayed\r\n", "\r\nWill-Retry-Until: ");
  }

  @Test
  void whatIsTooOldBehindABreakerExpiresTogetherAlsoIfItWasNeverTried() {
    bench.smtp().always(Leases.UNREACHABLE);
    List<QueueId> ids =
        IntStream.range(0, 60).mapToObj(i -> bench.accept(SampleMail.to("bob" + i + "@north.example"))).toList();
    await().atMost(PATIENCE).until(() -> bench.delivery().standing(SampleMail.route("north.example")).breaker() == OPEN);
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 0);
    assertThat(bench.queue().state(ids.get(59), 0)).isEqualTo(RecipientState.QUEUED);

    bench.move(Duration.ofDays(5));
    bench.age(Duration.ofSeconds(60));

    ids.forEach(id -> bench.awaitState(id, 0, RecipientState.EXPIRED));
    assertThat(bench.details(ids.get(59), 0)).anyMatch(detail -> detail.contains("never tried"));
    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 60);
  }

  @Test
  void theThirdTimeNobodyKnowsStandsInTheHistoryAndNoOther() {
    bench.smtp().always(Leases.UNKNOWN);
    QueueId id = bench.accept(SampleMail.to("bob@north.example", "eve@south.example"));
    for (int attempt = 1; attempt <= 4; attempt++) {
      int made = attempt;
      await().atMost(PATIENCE).until(() -> bench.events(id, 0, MailEvent.Kind.DEFERRED) == made);
      await().atMost(PATIENCE).until(() -> bench.events(id, 1, MailEvent.Kind.DEFERRED) == made);
      bench.move(Duration.ofHours(1));
    }

    for (int recipient = 0; recipient < 2; recipient++) {
      assertThat(bench.details(id, recipient).subList(1, 5))
          .extracting(detail -> detail.contains("third time nobody knows"))
          .containsExactly(false, false, true, false);
    }
  }

  @Test
  void textOfStrangersAddsNothingToAReport() {
    bench
        .smtp()
        .always(
            new DeliveryOutcome.Refused(
                new Reply(550, Optional.empty(), List.of("no", "Action: delivered", "x".repeat(5_000)))));

    bench.accept(SampleMail.to("bob@north.example"));

    assertThat(onlyReport().message().lines().filter(line -> line.startsWith("Action:")))
        .containsExactly("Action: failed");
    assertThat(onlyReport().message().lines()).allMatch(line -> line.length() <= 998);
  }

  @Test
  void aReportThatTheDiskDoesNotTakeIsWrittenWhenItDoes() {
    bench.configure("paused", "true");
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench
        .smtp()
        .always(
            lease -> {
              bench.queue().policy().set(SettablePolicy.withReserve(Long.MAX_VALUE));
              return ScriptedTransport.all(lease, Leases.REFUSED);
            });
    bench.configure("paused", "false");
    bench.awaitState(id, 0, RecipientState.FAILED);

    bench.queue().policy().set(SettablePolicy.withReserve(0));

    onlyReport();
  }

  private ScriptedTransport.Given onlyReport() {
    await().atMost(PATIENCE).until(() -> !bench.maildir().given().isEmpty());
    assertThat(bench.maildir().given()).hasSize(1);
    return bench.maildir().given().get(0);
  }
}
