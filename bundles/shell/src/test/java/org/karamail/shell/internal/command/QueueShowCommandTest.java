package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.MailEvent;
import org.karamail.model.Origin;
import org.karamail.model.RecipientState;
import org.karamail.testkit.MovableClock;

class QueueShowCommandTest {

  private static final Duration AGO = Duration.ofMinutes(5);
  private static final String ID = Samples.id(AGO).toString();

  private final MovableClock clock = MovableClock.standing();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final KarafShell shell = new KarafShell(clock, store);

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void showsAMessageAndItsRecipients() {
    store.put(
        Samples.message(
            AGO,
            "alice@example.org",
            5321,
            Samples.deferred(0, "bob@example.net", 3, Duration.ofMinutes(4), "Try again later"),
            Samples.held(1, "carol@example.net", "held by an operator"),
            Samples.delivered(2, "dave@example.com")),
        "From: Alice <alice@example.org>\r\nSubject: A\r\n folded one\r\nX-Other: x\r\nMessage-ID: <1@example.org>\r\n\r\n",
        "");

    assertThat(shell.run("mail:queue-show " + ID).lines())
        .containsExactly(
            ID,
            "  accepted    2026-03-01 11:55:00 +00:00 (5m ago)",
            "  sender      alice@example.org",
            "  came by     ESMTP on mx from 192.0.2.1 (client.example.org)",
            "  size        5.2KB, 8BITMIME, priority normal",
            "  from        Alice <alice@example.org>",
            "  subject     A folded one",
            "  message-id  <1@example.org>",
            "",
            "  0  bob@example.net  deferred, due 2026-03-01 12:04:00 +00:00 (in 4m)",
            "     by smtp:example.net, 3 attempts",
            "     last attempt 1m ago, took 120 ms, mx1.example.net [192.0.2.9]:25: 451 4.3.2 Try again later",
            "",
            "  1  carol@example.net  held",
            "     by smtp:example.net, 0 attempts",
            "     held by an operator",
            "",
            "  2  dave@example.com  delivered at 2026-03-01 11:59:31 +00:00 (29s ago)",
            "     by maildir:example.com, 1 attempt",
            "     last attempt 30s ago, took 12 ms, new/1.2.host: 250 2.0.0 Ok");
  }

  @Test
  void tellsProgramsTheSame() {
    store.put(
        Samples.message(AGO, "", 32, Samples.deferred(0, "bob@example.net", 3, Duration.ofMinutes(4), "Later")),
        "Subject: Hello\r\n\r\n",
        "");

    JsonNode message = shell.run("mail:queue-show " + ID + " --json").json();

    assertThat(message.toString())
        .isEqualTo(
            "{'id':'1KJMM0XH000000000','acceptedAt':'2026-03-01T11:55:00Z','size':32,'sender':'','body':'8BITMIME',"
                    .replace('\'', '"')
                + ("'priority':200,'origin':{'protocol':'ESMTP','listener':'mx','remoteAddress':'192.0.2.1',"
                        + "'helo':'client.example.org','user':null,'trusted':false},'recipients':[{'index':0,"
                        + "'address':'bob@example.net','route':'smtp:example.net','state':'DEFERRED','attempts':3,"
                        + "'due':'2026-03-01T12:04:00Z','detail':'451 4.3.2 Later','lastAttempt':{'number':3,"
                        + "'startedAt':'2026-03-01T11:59:00Z','tookMillis':120,'route':'smtp:example.net',"
                        + "'peer':'mx1.example.net [192.0.2.9]:25','outcome':'DEFERRED','reply':'451 4.3.2 Later'}}],"
                        + "'headers':[{'name':'Subject','value':'Hello'}]}")
                    .replace('\'', '"'));
  }

  @Test
  void letsNoTextFromOutsideReachTheTerminalAsItIs() {
    Origin hostile =
        new Origin("ESMTP", "mx", Optional.of("192.0.2.1"), "\u001b[2Jevil\r\nroot", Optional.of("a\u0007b"), false);
    store.put(
        Samples.message(
            AGO,
            "a\u202eb@example.org",
            1,
            hostile,
            Samples.deferred(0, "\u200bbob@example.net", 1, AGO, "\u202egone"),
            Samples.held(1, "carol@example.net", "spam\nINJECTED \u001b]0;title\u0007")),
        "Subject: \u001b[31mred\r\n\r\n",
        "\u001b[2J");

    for (String command : new String[] {"mail:queue-show " + ID, "mail:queue-list", "mail:queue-show --raw " + ID}) {
      assertThat(shell.run(command).text().codePoints().filter(c -> c != '\n'))
          .as(command)
          .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
    assertThat(shell.run("mail:queue-show " + ID).lines())
        .contains(
            "  sender      a\\u202Eb@example.org",
            "  came by     ESMTP on mx from 192.0.2.1 (\\x1B[2Jevil\\x0D\\x0Aroot), user a\\x07b",
            "  subject     \\x1B[31mred",
            "     spam\\x0AINJECTED \\x1B]0;title\\x07");
    assertThat(shell.run("mail:queue-show --json " + ID).text().codePoints()).noneMatch(c -> c > 0x7E || c == 0x1B);
  }

  @Test
  void showsTheMessageItself() {
    store.put(
        Samples.message(AGO, "a@example.org", 1, Samples.recipient(0, "b@example.net", RecipientState.QUEUED)),
        "Subject: x\r\n\r\n",
        "one\r\ntw\u001bo\r\n");

    assertThat(shell.run("mail:queue-show " + ID + " --raw").text()).isEqualTo("Subject: x\n\none\ntw\\x1Bo\n");
  }

  @Test
  void givesProgramsTheMessageOctetForOctet() throws IOException {
    store.put(
        Samples.message(AGO, "a@example.org", 1, Samples.recipient(0, "b@example.net", RecipientState.QUEUED)),
        "Subject: \u00e9\r\n\r\n",
        "\u001b\u0000\r\n");

    JsonNode whole = shell.run("mail:queue-show --raw --json " + ID).json();
    JsonNode cut = shell.run("mail:queue-show --raw --json --limit 7 " + ID).json();

    assertThat(whole.get("octets").binaryValue()).isEqualTo("Subject: \u00e9\r\n\r\n\u001b\u0000\r\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(whole.get("truncated").asBoolean()).isFalse();
    assertThat(whole.get("size").asLong()).isEqualTo(18);
    assertThat(cut.get("octets").binaryValue()).isEqualTo("Subject".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(cut.get("truncated").asBoolean()).isTrue();
  }

  @Test
  void readsNoMoreOfALargeMessageThanItShows() {
    AtomicLong read = new AtomicLong();
    store.put(Samples.message(AGO, "a@example.org", 52_428_800, Samples.recipient(0, "b@example.net", RecipientState.QUEUED)));
    store.put(Samples.id(AGO), new Message(HeaderBlock.of("A: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), large(read)));

    assertThat(shell.run("mail:queue-show --raw " + ID).text())
        .startsWith("A: b\n\nxxx")
        .endsWith("xxx\n-- cut after 64KB of 50MB; --limit 1MB shows more, --all everything\n")
        .hasSizeBetween(65_536, 65_636);
    assertThat(read).hasValue(65_536 - 8);
    assertThat(shell.run("mail:queue-show --raw --limit 1MB " + ID).text()).hasSizeBetween(1_048_576, 1_048_676);
    assertThat(shell.run("mail:queue-show --raw --all " + ID).text()).hasSize(52_428_800 + 6);
  }

  private static Body large(AtomicLong read) {
    return new Body() {
      @Override
      public long size() {
        return 52_428_800;
      }

      @Override
      public InputStream open() {
        return new InputStream() {
          private long left = 52_428_800;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 'x');
            left -= count;
            read.addAndGet(count);
            return count == 0 ? -1 : count;
          }
        };
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail:queue-show | mail:queue-show: say one queue id",
        "mail:queue-show a b | mail:queue-show: say one queue id, not 2; quote one that holds [, <, $ or blanks",
        "mail:queue-show abc | mail:queue-show: 'abc' is no queue id; an id is 17 digits and letters, as mail:queue-list shows them",
        "mail:queue-show 1KJMM0XH000000001 | mail:queue-show: no message 1KJMM0XH000000001 in the queue",
        "mail:queue-show 1KJMM0XH000000000 --rwa"
            + " | mail:queue-show: no option --rwa; accepted are --all, --json, --limit, --raw",
        "mail:queue-show 1KJMM0XH000000000 --raw --limit"
            + " | mail:queue-show: option --limit needs a value",
        "mail:queue-show 1KJMM0XH000000000 --raw --limit much"
            + " | mail:queue-show: --limit takes a size such as 4096, 64KB or 1MB, not 'much'",
        "mail:queue-show 1KJMM0XH000000000 --raw --limit 0"
            + " | mail:queue-show: --limit takes a size such as 4096, 64KB or 1MB, not '0'",
      })
  void saysInOneLineWhatIsWrong(String command, String line) {
    store.put(Samples.message(AGO, "a@example.org", 1, Samples.recipient(0, "b@example.net", RecipientState.QUEUED)));

    assertThat(shell.run(command)).isEqualTo(new KarafShell.Outcome(line + "\n", 1));
  }

  @Test
  void saysWhereTheWayOfAFinishedMessageIsShown() {
    store.happened(
        Samples.event(0, Samples.NOON, MailEvent.Kind.ACCEPTED, RecipientState.QUEUED, "", Optional.empty()));
    String id = Samples.id(Duration.ZERO).toString();

    assertThat(shell.run("mail:queue-show " + id).lines())
        .containsExactly(
            "mail:queue-show: message " + id + " is finished and has left the queue; mail:trace " + id + " shows its way");
  }

  @Test
  void saysWhyAMessageCannotBeRead() {
    store.put(Samples.message(AGO, "a@example.org", 1, Samples.recipient(0, "b@example.net", RecipientState.QUEUED)));
    store.put(
        Samples.id(AGO),
        new Message(
            HeaderBlock.of(new byte[0]),
            new Body() {
              @Override
              public long size() {
                return 1;
              }

              @Override
              public InputStream open() throws IOException {
                throw new IOException("finished meanwhile");
              }
            }));

    assertThat(shell.run("mail:queue-show --raw " + ID))
        .isEqualTo(new KarafShell.Outcome("mail:queue-show: cannot be read: finished meanwhile\n", 1));
  }
}
