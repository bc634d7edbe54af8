package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.SharedKaramail;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.machine.Command;
import org.karamail.itests.machine.Needs;

/** Clients that we did not write deliver a message that arrives as they sent it. */
@ExtendWith(SharedKaramail.class)
final class ForeignClientsIT {

  private static final String MESSAGE =
      "From: <a@sender.example>\nTo: <b@sender.example>\nSubject: from a foreign client\n\n.one dot\n..two\nlast line\n";

  private static final String PYTHON =
      """
      import smtplib, sys
      with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as client:
          refused = client.sendmail('a@sender.example', [sys.argv[2]], open(sys.argv[3]).read())
          assert refused == {}, refused
      """;

  @Test
  void swaksDelivers(KaramailProcess server, @TempDir Path folder) throws Exception {
    Needs.programs("swaks");
    String recipient = "swaks@" + LocalDomain.NAME;
    Path message = Files.writeString(folder.resolve("message"), MESSAGE);
    run(List.of("swaks", "--server", "127.0.0.1", "--port", Integer.toString(server.smtpPort()),
        "--from", "a@sender.example", "--to", recipient, "--data", "@" + message));
    assertArrived(server, recipient);
  }

  @Test
  void swaksDeliversWithoutWaitingForReplies(KaramailProcess server, @TempDir Path folder) throws Exception {
    Needs.programs("swaks");
    String recipient = "swaks-pipelining@" + LocalDomain.NAME;
    Path message = Files.writeString(folder.resolve("message"), MESSAGE);
    run(List.of("swaks", "--server", "127.0.0.1", "--port", Integer.toString(server.smtpPort()), "--pipeline",
        "--from", "a@sender.example", "--to", recipient, "--data", "@" + message));
    assertArrived(server, recipient);
  }

  @Test
  void pythonsSmtplibDelivers(KaramailProcess server, @TempDir Path folder) throws Exception {
    Needs.programs("python3");
    String recipient = "smtplib@" + LocalDomain.NAME;
    Path message = Files.writeString(folder.resolve("message"), MESSAGE);
    Path script = Files.writeString(folder.resolve("send.py"), PYTHON);
    run(List.of("python3", script.toString(), Integer.toString(server.smtpPort()), recipient, message.toString()));
    assertArrived(server, recipient);
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    Command.Finished finished = Command.run(Duration.ofMinutes(1), words);
    assertThat(finished.code()).as(finished.output()).isZero();
  }

  private static void assertArrived(KaramailProcess server, String recipient) throws IOException {
    byte[] content = server.maildirs().awaitOne(recipient).content();
    assertThat(new String(content, StandardCharsets.UTF_8).stripTrailing()).isEqualTo(MESSAGE.stripTrailing());
  }
}
