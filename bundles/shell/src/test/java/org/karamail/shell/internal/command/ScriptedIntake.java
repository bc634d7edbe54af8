package org.karamail.shell.internal.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.karamail.intake.Acceptance;
import org.karamail.intake.Intake;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.Preparation;
import org.karamail.intake.Provenance;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;

/** An intake that keeps what it is given and says what the test wants. */
final class ScriptedIntake implements Intake {

  record Given(Envelope envelope, List<Mailbox> recipients, String octets) {}

  private final QueueId id;
  private final Function<Given, Acceptance> answer;
  private final List<Given> given = new ArrayList<>();

  ScriptedIntake(QueueId id, Function<Given, Acceptance> answer) {
    this.id = id;
    this.answer = answer;
  }

  static ScriptedIntake taking(QueueId id) {
    return new ScriptedIntake(id, given -> new Acceptance.Accepted(id, Reply.of(250, "2.0.0", "Ok, queued as " + id)));
  }

  List<Given> given() {
    return given;
  }

  @Override
  public Opening begin(Envelope envelope, List<Mailbox> recipients, long expectedSize, Provenance provenance) {
    StringBuilder octets = new StringBuilder();
    return new Opening.Opened(
        new IntakeTransaction() {
          @Override
          public QueueId id() {
            return id;
          }

          @Override
          public CompletionStage<Void> write(ByteBuffer piece) {
            octets.append(UTF_8.decode(piece));
            return CompletableFuture.completedFuture(null);
          }

          @Override
          public long size() {
            return octets.length();
          }

          @Override
          public CompletionStage<Acceptance> finish() {
            Given whole = new Given(envelope, recipients, octets.toString());
            given.add(whole);
            return CompletableFuture.completedFuture(answer.apply(whole));
          }

          @Override
          public void abort() {}
        });
  }

  @Override
  public Preparation prepare(Envelope envelope, List<Mailbox> recipients, Message message) {
    throw new UnsupportedOperationException();
  }
}
