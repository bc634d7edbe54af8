package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.SharedKaramail;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/**
 * What a client asks of reports (RFC 3461), from its MAIL and RCPT through a running server and the next hop back into its
 * mailbox (RFC 3464).
 */
@ExtendWith(SharedKaramail.class)
final class ReportsComeBackIT {

  private static final String ROUTING = "karamail.routing.cfg";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BODY = "Of this body a report may tell.";
  private static final String MESSAGE = "From: <a@sender.example>\r\nSubject: reported\r\nMessage-ID: <1@sender.example>\r\n\r\n" + BODY + "\r\n.\r\n";

  private KaramailProcess server;
  private byte[] routing;

  @BeforeEach
  void begin(KaramailProcess shared) throws IOException {
    server = shared;
    routing = Files.readAllBytes(server.launch().etc().resolve(ROUTING));
  }

  @AfterEach
  void end() throws IOException {
    server.launch().put(ROUTING, routing);
  }

  @Test
  void oneReportTellsOfAllWhoAskedForItAndOfNobodyElse() throws Exception {
    String sender = "reported@" + LocalDomain.NAME;
    try (ScriptedPeer peer = ScriptedPeer.smtp(moody())) {
      routeTo(peer, "plain.example");
      send(
          sender,
          "RET=FULL ENVID=QQ+2B7",
          "<gone@plain.example> NOTIFY=FAILURE ORCPT=rfc822;Gone+2B1@old.example",
          "<gone.quietly@plain.example> NOTIFY=NEVER",
          "<gone.unlike@plain.example> NOTIFY=SUCCESS,DELAY",
          "<taken@plain.example> NOTIFY=SUCCESS ORCPT=rfc822;taken@old.example",
          "<taken.quietly@plain.example>",
          "<here@" + LocalDomain.NAME + "> NOTIFY=SUCCESS");

      String report = report(sender);
      Map<String, String> groups = groups(report);

      assertThat(report)
          .containsPattern("(?m)^From: .*<MAILER-DAEMON@")
          .contains("\nAuto-Submitted: auto-replied\n", "report-type=delivery-status", "\nIn-Reply-To: <1@sender.example>\n")
          .contains("\nContent-Type: message/rfc822\n", BODY);
      assertThat(groups.get("")).contains("Original-Envelope-Id: QQ+7\n", "Reporting-MTA: dns; ", "Arrival-Date: ");
      assertThat(groups)
          .containsOnlyKeys("", "gone@plain.example", "taken@plain.example", "here@" + LocalDomain.NAME);
      assertThat(groups.get("gone@plain.example"))
          .contains("Original-Recipient: rfc822; Gone+1@old.example\n", "Action: failed\n", "Status: 5.1.1\n")
          .contains("Diagnostic-Code: smtp; 550 5.1.1 Nobody of that name\n", "Remote-MTA: dns; ", "Last-Attempt-Date: ");
      assertThat(groups.get("taken@plain.example"))
          .contains("Original-Recipient: rfc822; taken@old.example\n", "Action: relayed\n", "Status: 2.");
      assertThat(groups.get("here@" + LocalDomain.NAME)).contains("Action: delivered\n", "Status: 2.");
      assertThat(peer.commands()).noneMatch(line -> line.contains("NOTIFY") || line.contains("ENVID"));
    }
  }

  @Test
  void aNextHopThatReportsItselfIsAskedToAndAFirstRefusalForNowIsNotReported() throws Exception {
    String sender = "unreported@" + LocalDomain.NAME;
    try (ScriptedPeer peer = ScriptedPeer.smtp(moody()).offering("DSN")) {
      routeTo(peer, "dsn.example");
      String id = send(sender, "RET=HDRS ENVID=QQ8", "<busy@dsn.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b@old.example");
      awaitTrace(id, "450 4.2.1 Come again");
      assertThat(server.shell("mail:queue-retry", id).code()).isZero();
      awaitTrace(id, "DELIVERED", "it has left the queue");

      assertThat(peer.confirmed()).hasSize(1);
      assertThat(peer.confirmed().get(0).mail()).endsWith(" RET=HDRS ENVID=QQ8");
      assertThat(peer.confirmed().get(0).recipients())
          .containsExactly("RCPT TO:<busy@dsn.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b@old.example");
      assertThat(server.shell("mail:trace", id).output()).doesNotContain("REPORTED");
      assertThat(server.maildirs().files(sender)).isEmpty();
    }
  }

  /** Refuses those whose name says so, and takes the busy ones when they come again. */
  private static Script moody() {
    AtomicInteger busy = new AtomicInteger();
    return moment -> {
      boolean recipient = moment.stage() == PeerStage.RCPT;
      if (recipient && moment.line().contains("<gone")) {
        return Act.reply("550 5.1.1 Nobody of that name");
      }
      return recipient && moment.line().contains("<busy") && busy.getAndIncrement() == 0
          ? Act.reply("450 4.2.1 Come again")
          : Act.polite();
    };
  }

  private void routeTo(ScriptedPeer peer, String domain) throws IOException {
    server.launch().set(ROUTING, Map.of("relayDomains", domain, "transports", domain + "=smtp:" + peer.nextHop()));
    Awaitility.await("mail for " + domain + " to be accepted").atMost(PATIENCE).until(() -> isAccepted(domain));
  }

  private boolean isAccepted(String domain) throws IOException {
    try (SmtpTalk talk = server.session()) {
      talk.command("MAIL FROM:<>");
      return talk.command("RCPT TO:<anybody@" + domain + ">").code() == 250;
    }
  }

  /** Sends one message and answers its id. */
  private String send(String sender, String parameters, String... recipients) throws IOException {
    try (SmtpTalk talk = server.session()) {
      assertThat(talk.command("MAIL FROM:<" + sender + "> " + parameters).code()).isEqualTo(250);
      for (String recipient : recipients) {
        assertThat(talk.command("RCPT TO:" + recipient).code()).as(recipient).isEqualTo(250);
      }
      assertThat(talk.command("DATA").code()).isEqualTo(354);
      talk.send(MESSAGE);
      SmtpReply reply = talk.reply();
      assertThat(reply.code()).as(reply.text()).isEqualTo(250);
      return reply.text().substring(reply.text().lastIndexOf(' ') + 1);
    }
  }

  private String report(String sender) throws IOException {
    String report = new String(server.maildirs().awaitOne(sender).content(), StandardCharsets.UTF_8);
    return report.replaceAll("\n[ \t]+", " ");
  }

  /** The groups of fields of a delivery status, unfolded, by the address they are about; that of the message by no address. */
  private static Map<String, String> groups(String report) {
    Pattern about = Pattern.compile("(?m)^Final-Recipient: rfc822; (.*)$");
    String status = report.substring(report.indexOf("Content-Type: message/delivery-status"));
    List<String> groups = Arrays.asList(status.substring(0, status.indexOf("\n--")).split("\n\n"));
    return groups.subList(1, groups.size()).stream()
        .collect(Collectors.toMap(group -> about.matcher(group).results().map(found -> found.group(1)).findFirst().orElse(""), group -> group + "\n"));
  }

  private void awaitTrace(String id, String... words) {
    Awaitility.await("the trace of " + id)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(server.shell("mail:trace", id).output()).contains(id).contains(words));
  }
}
