package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.SharedKaramail;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/**
 * Only CRLF.CRLF ends a message (CVE-2023-51764 and its kin). Each false end is followed by a second transaction, which
 * must stay part of the first message: one reply for all of it, and no mail for the second recipient.
 *
 * <p>A split is real: the first halves of all sessions are sent before the second half of any.
 */
@ExtendWith(SharedKaramail.class)
final class SmuggledMessagesAreRefusedIT {

  private static final String TOP = "Subject: carrier\r\n\r\nbody";
  private static final String VICTIM = "smuggled@" + LocalDomain.NAME;
  private static final String SECOND =
      "MAIL FROM:<smuggler@sender.example>\r\nRCPT TO:<" + VICTIM + ">\r\nDATA\r\nSubject: smuggled\r\n\r\nhidden\r\n.\r\n";
  private static final int[] BORDERS = {512, 1024, 2048, 4096, 8192, 16384, 32768, 65536};

  /** A false end of data, and whether it holds a bare CR or LF. */
  enum FalseEnd {
    LF_DOT_LF("\n.\n", true),
    CRLF_DOT_LF("\r\n.\n", true),
    LF_DOT_CRLF("\n.\r\n", true),
    CR_DOT_CR("\r.\r", true),
    CRLF_DOT_CR("\r\n.\r", true),
    CR_DOT_CRLF("\r.\r\n", true),
    CR_DOT_LF("\r.\n", true),
    LF_DOT_CR("\n.\r", true),
    CRLF_DOT_CR_CRLF("\r\n.\r\r\n", true),
    NUL_BEFORE_THE_DOT("\r\n\0.\r\n", false),
    NUL_AFTER_THE_DOT("\r\n.\0\r\n", false),
    NUL_BEFORE_CRLF("\0\r\n.x\r\n", false),
    BLANK_AFTER_THE_DOT("\r\n. \r\n", false);

    private final String bytes;
    private final boolean bare;

    FalseEnd(String bytes, boolean bare) {
      this.bytes = bytes;
      this.bare = bare;
    }
  }

  static Stream<FalseEnd> falseEnds() {
    return Stream.of(FalseEnd.values());
  }

  @ParameterizedTest
  @MethodSource("falseEnds")
  void splitAtEveryByteItNeverEndsAMessage(FalseEnd end, KaramailProcess server) throws IOException {
    String data = TOP + end.bytes + SECOND;
    List<Integer> splits = IntStream.range(TOP.length() - 1, TOP.length() + end.bytes.length() + 2).boxed().toList();
    List<SmtpTalk> talks = new ArrayList<>();
    try {
      for (int split : splits) {
        SmtpTalk talk = carrier(server);
        talks.add(talk);
        talk.send(data.substring(0, split));
      }
      for (int i = 0; i < talks.size(); i++) {
        talks.get(i).send(data.substring(splits.get(i)));
        assertOneReply(talks.get(i), end, "split at " + splits.get(i));
      }
    } finally {
      closeAll(talks);
    }
  }

  @ParameterizedTest
  @MethodSource("falseEnds")
  void acrossTheBordersOfBuffersItNeverEndsAMessage(FalseEnd end, KaramailProcess server) throws IOException {
    for (int border : BORDERS) {
      for (int before = 0; before <= end.bytes.length(); before++) {
        try (SmtpTalk talk = carrier(server)) {
          talk.send(padded(border - before) + end.bytes + SECOND);
          assertOneReply(talk, end, before + " bytes before " + border);
        }
      }
    }
  }

  @Test
  void theTrueEndIsFoundWhereverItIsSplit(KaramailProcess server) throws IOException {
    String data = TOP + "\r\n.\r\n";
    for (int split = TOP.length() - 1; split < data.length(); split++) {
      try (SmtpTalk talk = carrier(server)) {
        talk.send(data.substring(0, split));
        talk.send(data.substring(split));
        assertThat(talk.reply().code()).as("split at " + split).isEqualTo(250);
      }
    }
  }

  /** A later message to a neighbour has arrived, so a smuggled one would have arrived too. */
  @AfterAll
  static void nothingCameForTheSecondRecipient(KaramailProcess server) throws IOException {
    String neighbour = "after-the-smuggling@" + LocalDomain.NAME;
    try (SmtpTalk talk = server.session()) {
      talk.deliver("Subject: last\r\n\r\n".getBytes(StandardCharsets.US_ASCII), "a@sender.example", neighbour);
    }
    server.maildirs().awaitOne(neighbour);
    assertThat(server.maildirs().files(VICTIM)).isEmpty();
  }

  private static SmtpTalk carrier(KaramailProcess server) throws IOException {
    SmtpTalk talk = server.session();
    assertThat(talk.open("a@sender.example", "carrier@" + LocalDomain.NAME).code()).isEqualTo(354);
    return talk;
  }

  private static void assertOneReply(SmtpTalk talk, FalseEnd end, String where) throws IOException {
    SmtpReply reply = talk.reply();
    if (end.bare) {
      assertThat(reply.code()).as(end + " " + where + ": " + reply.text()).isBetween(500, 599);
    }
    SmtpReply next = talk.command("QUIT");
    assertThat(next.code()).as(end + " " + where + ", after " + reply.text() + ": " + next.text()).isEqualTo(221);
    assertThat(talk.ended()).as(end + " " + where).isTrue();
  }

  private static String padded(int length) {
    StringBuilder padding = new StringBuilder("Subject: carrier\r\n\r\n");
    while (padding.length() + 64 < length) {
      padding.append("p".repeat(62)).append("\r\n");
    }
    return padding.append("p".repeat(length - padding.length())).toString();
  }

  private static void closeAll(List<SmtpTalk> talks) throws IOException {
    for (SmtpTalk talk : talks) {
      talk.close();
    }
  }
}
