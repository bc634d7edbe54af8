package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.MailEvent;
import org.karamail.model.Notify;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.model.Route;
import org.karamail.queue.store.Submission;
import org.karamail.testkit.store.SampleMail;

/** Senders are told what they asked to be told (RFC 3461): of success, with the whole message, nothing. */
class ReportWishesTest {

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
  void whoAsksToBeToldOfSuccessIsTold() {
    bench.smtp().always(new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok")));
    ReportForm form = new ReportForm(Optional.of(ReportForm.Returned.FULL), Optional.of("QQ314"));
    QueueId id = bench.accept(SampleMail.to("bob@north.example").asking(form, SUCCESS));

    assertThat(bench.onlyReport().message())
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

    assertThat(bench.onlyReport().message()).contains("Content-Type: message/rfc822").contains("\r\n\r\nHello.\r\n");
  }

  @Test
  void whoAsksNotToBeToldIsNot() {
    ReportWish never = new ReportWish(Set.of(Notify.NEVER), Optional.empty());
    QueueId id = bench.accept(SampleMail.to("bob@north.example").asking(ReportForm.NONE, never));

    bench.awaitEvent(id, 0, MailEvent.Kind.FAILED);
    assertThat(bench.last(id, 0).detail()).endsWith("no report: its sender asked for none");
    assertThat(bench.maildir().given()).isEmpty();
  }
}
