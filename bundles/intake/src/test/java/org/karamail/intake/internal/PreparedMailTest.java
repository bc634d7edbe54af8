package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.Mails.ELSEWHERE;
import static org.karamail.intake.internal.Mails.reception;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.karamail.intake.Intake;
import org.karamail.intake.Preparation;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.Reply;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.store.Spawn;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;

class PreparedMailTest {

  private static final Envelope REPORT =
      new Envelope(ReversePath.NULL, Origin.local("delivery"), Priority.NORMAL, BodyType.SEVEN_BIT);

  private final DraftsInMemory drafts = new DraftsInMemory();
  private final Intake intake = new StoringIntake(drafts.store(), reception(Limits.STANDARD), Mails.NO_HOOKS);

  @Test
  void aReportIsWrittenRoutedAnywhereAndLeftForTheUpdateToCommit() {
    byte[] body = "report\r\n".repeat(100_000).getBytes(ISO_8859_1);

    Preparation preparation = intake.prepare(REPORT, List.of(ELSEWHERE), message(Body.of(body)));

    Spawn spawn = ((Preparation.Prepared) preparation).spawn();
    assertThat(spawn.draft()).isSameAs(drafts.last());
    assertThat(drafts.last().body.toByteArray()).isEqualTo(body);
    assertThat(drafts.last().submission).as("not committed here").isEmpty();
    assertThat(drafts.last().aborted).isFalse();
    assertThat(spawn.submission().envelope()).isEqualTo(REPORT);
    assertThat(spawn.submission().recipients().get(0).recipient().route()).isEqualTo(new Route("smtp", "elsewhere.example"));
    assertThat(new String(spawn.submission().headers().toBytes(), ISO_8859_1))
        .startsWith("Received: by mail.here.example id " + drafts.last().id() + "\r\n")
        .endsWith("\r\nSubject: report\r\n\r\n");
  }

  @Test
  void aRecipientThatHasNoMailboxHereMakesItImpossibleForGood() {
    Reply unknown = Reply.of(550, "5.1.1", "No such mailbox here");
    Routing nobody =
        new Routing() {
          @Override
          public Resolution resolve(Mailbox recipient, boolean mayRelay) {
            return new Resolution.Refused(unknown);
          }

          @Override
          public Mailbox postmaster() {
            return ELSEWHERE;
          }
        };
    Intake refusing =
        new StoringIntake(
            drafts.store(), new Reception(nobody, "mail.here.example", Mails.CLOCK, Limits.STANDARD), Mails.NO_HOOKS);

    assertThat(refusing.prepare(REPORT, List.of(ELSEWHERE), message(Body.of(new byte[0]))))
        .isEqualTo(new Preparation.Impossible(unknown));
    assertThat(drafts.last().aborted).isTrue();
  }

  @Test
  void aDiskThatTakesNothingMakesItImpossibleForNow() {
    Reply full = Reply.of(452, "4.3.1", "Insufficient system storage");
    drafts.writeFails = Optional.of(new StoreClosedException(full, "disk is full"));
    assertThat(intake.prepare(REPORT, List.of(ELSEWHERE), message(Body.of(new byte[1]))))
        .isEqualTo(new Preparation.Impossible(full));
    assertThat(drafts.last().aborted).isTrue();

    drafts.beginFails = Optional.of(new StoreClosedException(full, "disk is full"));
    assertThat(intake.prepare(REPORT, List.of(ELSEWHERE), message(Body.of(new byte[1]))))
        .isEqualTo(new Preparation.Impossible(full));
  }

  @Test
  void aBodyThatCannotBeReadMakesItImpossibleForNow() {
    Body unreadable =
        new Body() {
          @Override
          public long size() {
            return 1;
          }

          @Override
          public InputStream open() throws IOException {
            throw new IOException("gone");
          }
        };

    assertThat(intake.prepare(REPORT, List.of(ELSEWHERE), message(unreadable)))
        .isEqualTo(new Preparation.Impossible(Replies.TRY_LATER));
    assertThat(drafts.last().aborted).isTrue();
  }

  private static Message message(Body body) {
    return new Message(HeaderBlock.of("Subject: report\r\n\r\n".getBytes(ISO_8859_1)), body);
  }
}
