package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Notify;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;
import org.karamail.testkit.smtp.TakenMail;

/** What a sender asked of reports, on its way to the next hop (RFC 3461 section 5.2). */
class ReportsOfTheNextHopTest {

  private static final ReportForm FORM = new ReportForm(Optional.of(ReportForm.Returned.HDRS), Optional.of("QQ+2B1"));
  private static final ReportWish WISH =
      new ReportWish(Set.of(Notify.DELAY, Notify.SUCCESS, Notify.FAILURE), Optional.of("rfc822;Ann+2Bx@old.example"));

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aHostWithDsnIsToldAndReportsItself() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("DSN")) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes =
          bench.deliver(asking(lease("ann@peer.example", "bob@peer.example", "cid@peer.example")), letter("hi\r\n"));

      assertThat(outcomes).hasSize(3).allMatch(RecipientOutcome::reported);
      TakenMail mail = peer.confirmed().get(0);
      assertThat(mail.mail()).endsWith(" RET=HDRS ENVID=QQ+2B1");
      assertThat(mail.recipients())
          .containsExactly(
              "RCPT TO:<ann@peer.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;Ann+2Bx@old.example",
              "RCPT TO:<bob@peer.example> NOTIFY=NEVER",
              "RCPT TO:<cid@peer.example>");
    }
  }

  @Test
  void aHostWithoutDsnIsNotToldAndReportsNothing() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes = bench.deliver(asking(lease("ann@peer.example")), letter("hi\r\n"));

      assertThat(outcomes).hasSize(1).noneMatch(RecipientOutcome::reported);
      TakenMail mail = peer.confirmed().get(0);
      assertThat(mail.mail()).doesNotContain("RET=", "ENVID=");
      assertThat(mail.recipients()).containsExactly("RCPT TO:<ann@peer.example>");
    }
  }

  /** The first recipient asks for everything, the second for nothing, the others say nothing. */
  private static Lease asking(Lease plain) {
    List<ReportWish> wishes = List.of(WISH, new ReportWish(Set.of(Notify.NEVER), Optional.empty()), ReportWish.NONE);
    List<LeasedRecipient> asking = new ArrayList<>();
    for (LeasedRecipient one : plain.recipients()) {
      asking.add(
          new LeasedRecipient(
              one.recipient().with(wishes.get(asking.size())),
              one.attempts(),
              one.firstDue(),
              one.lastAttempt(),
              one.owed()));
    }
    Envelope was = plain.envelope();
    Envelope envelope = new Envelope(was.sender(), was.origin(), was.priority(), was.body(), FORM);
    return new Lease(plain.id(), plain.epoch(), plain.purpose(), plain.route(), envelope, asking);
  }
}
