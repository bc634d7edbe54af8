package org.karamail.plugin.milter;

import java.io.IOException;
import java.io.InputStream;
import org.karamail.hook.Verdict;
import org.karamail.message.HeaderField;

/** The message, told to one milter: header, body and end, and what it changes in the draft. Used once. */
final class MessageTelling {

  private static final int CHUNK = 65_535;

  private final Draft draft;

  MessageTelling(Draft draft) {
    this.draft = draft;
  }

  /** All of it, or as much as the milter wants to hear. */
  Verdict on(MilterLine line) throws IOException {
    Verdict verdict = header(line);
    verdict = Conversation.isUndecided(verdict) ? body(line) : verdict;
    return Conversation.isUndecided(verdict) ? end(line) : verdict;
  }

  private Verdict header(MilterLine line) throws IOException {
    for (HeaderField field : draft.fields()) {
      Verdict verdict = line.tell(Step.HEADER, Macros.none(), FieldText.packet(field, line.agreed().keepsLeadingSpace()));
      if (!Conversation.isUndecided(verdict)) {
        return verdict;
      }
    }
    return line.tell(Step.END_OF_HEADER, Macros.message(draft), Packet.of(Step.END_OF_HEADER.command()));
  }

  private Verdict body(MilterLine line) throws IOException {
    if (!line.agreed().wants(Step.BODY)) {
      return Verdict.proceed();
    }
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = draft.body().open()) {
      for (int count = in.readNBytes(chunk, 0, CHUNK); count > 0; count = in.readNBytes(chunk, 0, CHUNK)) {
        line.send(Step.BODY.command(), chunk, count);
        if (line.agreed().answers(Step.BODY)) {
          Packet answer = line.answer(Step.BODY);
          if (answer.command() == 's' && line.agreed().maySkip()) {
            return Verdict.proceed();
          }
          Verdict verdict = Answers.of(answer, Step.BODY);
          if (!Conversation.isUndecided(verdict)) {
            return verdict;
          }
        }
      }
    }
    return Verdict.proceed();
  }

  private Verdict end(MilterLine line) throws IOException {
    line.macros(Step.END, Macros.message(draft));
    line.send(Step.END.command(), new byte[0], 0);
    Changes changes = new Changes(draft, line.agreed());
    Packet answer = line.answer(Step.END);
    while (changes.make(answer)) {
      answer = line.answer(Step.END);
    }
    Verdict verdict = Answers.of(answer, Step.END);
    boolean content = Conversation.isUndecided(verdict) || verdict.kind() == Verdict.Kind.ACCEPT;
    return content ? changes.ending() : verdict;
  }
}
