package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.Mails.answer;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.toBob;
import static org.karamail.intake.internal.Mails.write;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.queue.store.Submission;

/** Which octets are a header, and what is refused for its form or its size. */
class MessageFormTest {

  private static final String TRACE =
      """
      Received: from client.example ([192.0.2.7])
      \tby mail.here.example with ESMTP id %s
      \tfor <bob@here.example>;
      \tSun, 1 Mar 2026 12:00:00 +0000
      """
          .replace("\n", "\r\n");
  private static final Limits SMALL = new Limits(1000, 400, 200, 10, 3);
  private final DraftsInMemory drafts = new DraftsInMemory();

  /** Every way to end a header, cut at every place, in two pieces and octet by octet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: x\r\nFolded: a\r\n b\r\n\r\nbody\r\n\r\nmore\r\n|29",
        "Subject: x\r\n\r\n|14",
        "Subject: x\r\n|12",
        "Subject: x\r\nno field\r\n\r\nbody\r\n|12",
        "no header\r\nat all\r\n|0",
        "no colon, no empty line|23",
        " white space first\r\nSubject: x\r\n\r\n|0",
        "From alice Mon Jan  1 2026\r\nSubject: x\r\n\r\nbody\r\n|42",
        ">From alice\r\nSubject: x\r\n\r\n|27",
        "Fro\r\n|0",
        "\r\nbody\r\n|2",
        "\r\n|2",
        "|0",
        "A:\r\n\t\r\n\r\n\r\n|9",
        "Eight-bit: \u00e4\u0000\r\n\r\n\u00ff\u0000\r\n|17"
      })
  void theOctetsStayTheSameWhereverTheMessageIsCut(String sample) {
    String text = sample.substring(0, sample.lastIndexOf('|'));
    int header = Integer.parseInt(sample.substring(sample.lastIndexOf('|') + 1));
    for (int cut = 0; cut <= text.length(); cut++) {
      assertTakenAs(text, header, text.substring(0, cut), text.substring(cut));
    }
    assertTakenAs(text, header, text.split("(?s)(?<=.)", -1));
  }

  @Test
  void aHeaderOfSeveralSlicesIsFoundWhereverItIsCut() {
    String header = "X-Field: value\r\n".repeat(400) + "\r\n";
    String body = "body\r\n".repeat(500);
    for (int cut = 0; cut <= header.length() + 2100; cut += 7) {
      String text = header + body;
      assertTakenAs(text, header.length(), text.substring(0, cut), text.substring(cut));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: yyyyyyyyyyyyyyyyyyy\r\n|19|552 5.3.4",
        "a:\r\n|11|552 5.3.4",
        " folded\r\n|30|552 5.3.4",
        "Received: x\r\n|3|554 5.4.6",
        "RECEIVED: x\r\n y\r\n|5|554 5.4.6"
      })
  void aHeaderBeyondALimitIsRefusedAtTheEndOfTheMessage(String sample) {
    String[] parts = sample.split("\\|", -1);
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), SMALL);
    write(transaction, "X: start\r\n");
    for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
      write(transaction, parts[0]);
    }
    write(transaction, "\r\nbody\r\n");

    Acceptance acceptance = answer(transaction);

    assertThat(acceptance).isInstanceOf(Acceptance.Refused.class);
    assertThat(acceptance.reply().toString()).startsWith(parts[2]);
    assertThat(drafts.last().aborted).isTrue();
    assertThat(drafts.last().submission).isEmpty();
  }

  @Test
  void aHeaderJustWithinTheLimitsIsTaken() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), SMALL);
    write(transaction, "a:\r\n".repeat(8) + "Received: x\r\n".repeat(2) + "\r\nbody\r\n");

    assertThat(answer(transaction)).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItIsKept() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    for (int i = 0; i < 2000; i++) {
      write(transaction, "x".repeat(1000));
    }

    assertThat(answer(transaction).reply().toString()).startsWith("552 5.3.4");
  }

  @Test
  void aMessageBeyondTheHardLimitIsRefusedAndTheRestSwallowed() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), SMALL);
    write(transaction, "Subject: x\r\n\r\n");
    write(transaction, "y".repeat(2000));
    assertThat(drafts.last().aborted).as("what it held on disk is given back at once").isTrue();
    write(transaction, "z".repeat(2000));

    assertThat(answer(transaction).reply().toString()).startsWith("552 5.3.4");
    assertThat(drafts.last().body.size()).isZero();
  }

  private void assertTakenAs(String text, int header, String... pieces) {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    for (String piece : pieces) {
      write(transaction, piece);
    }
    assertThat(answer(transaction)).isInstanceOf(Acceptance.Accepted.class);
    String kept = header(drafts.last().submission.orElseThrow());
    String trace = TRACE.formatted(transaction.id());
    assertThat(kept).as("header of %s in %s", text, List.of(pieces)).isEqualTo(trace + text.substring(0, header));
    assertThat(drafts.last().body.toString(ISO_8859_1)).isEqualTo(text.substring(header));
  }

  private static String header(Submission submission) {
    return new String(submission.headers().toBytes(), ISO_8859_1);
  }
}
