package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.SettablePolicy;

/** What senders are told of what fails; reports to {@code ann@sender.example} arrive in the maildir transport. */
class ReportsTest {

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

    ScriptedTransport.Given report = bench.onlyReport();
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

    ScriptedTransport.Given report = bench.onlyReport();
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
  void neitherWhatFailsWithoutASenderNorAReportIsReported() {
    QueueId id = bench.accept(SampleMail.to("bob@north.example").withSender(""));
    bench.awaitEvent(id, 0, MailEvent.Kind.FAILED);
    assertThat(bench.last(id, 0).detail()).endsWith("no report: it has no sender");

    bench.maildir().always(Leases.REFUSED);
    bench.accept(SampleMail.to("bob@north.example"));
    QueueId report = bench.onlyReport().lease().id();
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
  void textOfStrangersAddsNothingToAReport() {
    bench
        .smtp()
        .always(
            new DeliveryOutcome.Refused(
                new Reply(550, Optional.empty(), List.of("no", "Action: delivered", "x".repeat(5_000)))));

    bench.accept(SampleMail.to("bob@north.example"));

    assertThat(bench.onlyReport().message().lines().filter(line -> line.startsWith("Action:")))
        .containsExactly("Action: failed");
    assertThat(bench.onlyReport().message().lines()).allMatch(line -> line.length() <= 998);
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

    bench.onlyReport();
  }
}
