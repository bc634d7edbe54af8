package org.karamail.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.Mails.answer;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.toBob;
import static org.karamail.intake.internal.Mails.write;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.model.Reply;
import org.karamail.queue.store.StoreClosedException;

/** What a client is told when the store takes nothing, or fails on the way. */
class StoreTroubleTest {

  private final StoreClosedException diskFull =
      new StoreClosedException(Reply.of(452, "4.3.1", "Insufficient system storage"), "disk is full");

  private final DraftsInMemory drafts = new DraftsInMemory();

  @Test
  void aStoreThatTakesNothingClosesTheDoorWithItsOwnReply() {
    drafts.beginFails = Optional.of(diskFull);

    assertThat(drafts.intake(Limits.STANDARD).begin(fromStranger(), toBob(), 0))
        .isEqualTo(new Opening.Closed(diskFull.reply()));
  }

  @Test
  void aFaultNobodyForesawIsTemporaryAndSaysNothingOfItself() {
    IllegalStateException bug = new IllegalStateException("at org.karamail.Secret(/etc/passwd)");
    drafts.beginFails = Optional.of(bug);
    Opening opening = drafts.intake(Limits.STANDARD).begin(fromStranger(), toBob(), 0);
    assertThat(((Opening.Closed) opening).reply()).hasToString(Replies.TRY_LATER.toString());

    drafts.beginFails = Optional.empty();
    drafts.writeFails = Optional.of(bug);
    IntakeTransaction writing = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    write(writing, "\r\nbody\r\n");
    assertThat(answer(writing).reply()).isEqualTo(Replies.TRY_LATER);

    drafts.writeFails = Optional.empty();
    drafts.commitFails = Optional.of(bug);
    assertThat(answer(drafts.begin(fromStranger(), toBob(), Limits.STANDARD)).reply()).isEqualTo(Replies.TRY_LATER);
  }

  @Test
  void aDiskThatFillsUpDuringTheBodyIsSaidAtItsEnd() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    write(transaction, "Subject: x\r\n\r\nbody\r\n");
    drafts.writeFails = Optional.of(diskFull);
    write(transaction, "more\r\n");
    drafts.writeFails = Optional.empty();
    write(transaction, "and more\r\n");

    assertThat(answer(transaction)).isEqualTo(new Acceptance.Refused(diskFull.reply()));
    assertThat(drafts.last().aborted).isTrue();
    assertThat(drafts.last().body).hasToString("body\r\n");
  }

  @Test
  void aCommitThatFailsIsRefusedWithTheStoresReply() {
    drafts.commitFails = Optional.of(diskFull);

    assertThat(answer(drafts.begin(fromStranger(), toBob(), Limits.STANDARD))).isEqualTo(new Acceptance.Refused(diskFull.reply()));
  }
}
