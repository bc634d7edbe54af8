package org.karamail.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.karamail.itests.foreign.FilterDaemons;
import org.karamail.itests.instance.Distribution;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.plugin.PluginServer;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;
import org.karamail.testkit.smtp.TakenMail;

/** The filters that ask daemons, and those that sign and check, in one server, with the real daemons. */
final class FiltersIT {

  private static final List<String> PLUGINS = List.of("antivirus", "antispam", "milter", "dkim-signer", "mail-auth");
  private static final String SIGNED_DOMAIN = "author.example";
  private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static FilterDaemons daemons;
  private static ScriptedPeer away;
  private static PluginServer server;
  private static int submission;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Distribution.freshFolder("filter-daemons");
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    KeyPair ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    FilterDaemons.pem(folder.resolve("keys/" + SIGNED_DOMAIN + "/test.pem"), ed25519);
    daemons = FilterDaemons.in(folder);
    away = ScriptedPeer.smtp(Script.polite());
    Launch launch = Launch.shipped("filters");
    submission = Integer.parseInt(launch.environment().get("KARAMAIL_SUBMISSION_PORT"));
    launch
        .set("karamail.antivirus.cfg", "servers", daemons.clamd())
        .set("karamail.antispam.cfg", "servers", daemons.rspamd())
        .set("karamail.milter.cfg", "milters", daemons.opendkim(rsa))
        .set("karamail.dkimsigner.cfg", Map.of("keys", SIGNED_DOMAIN + ":test", "keyFolder", folder.resolve("keys").toString()))
        .set("karamail.mailauth.cfg", Map.of("authservId", "mx.here.example", "skipNetworks", "none"))
        .set("karamail.dns.cfg", "servers", daemons.unbound(rsa, SIGNED_DOMAIN, ed25519))
        .set("karamail.smtp-submission.cfg", "trustedNetworks", "127.0.0.0/8")
        .set(
            "karamail.routing.cfg",
            Map.of("relayDomains", "away.example", "relayHost", "127.0.0.1", "relayPort", Integer.toString(away.address().getPort())));
    server = PluginServer.start(launch);
    for (String plugin : PLUGINS) {
      Path half = server.deploy().resolveSibling(plugin + ".jar");
      Files.copy(Distribution.home().resolve("plugins/" + plugin + ".jar"), half);
      Files.move(half, server.deploy().resolve(plugin + ".jar"));
    }
    for (String plugin : PLUGINS) {
      server.awaitActive("org.karamail.plugin." + plugin.replace("-", ""));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    daemons.close();
    away.close();
  }

  @Test
  void malwareIsRefusedAndOtherMailIsNot() throws IOException {
    assertThat(send(message("a@sender.example", "Hello", FilterDaemons.MALWARE + "\r\n"), "infected").code()).isEqualTo(550);
    assertThat(send(message("a@sender.example", "Hello", "Clean.\r\n"), "clean").code()).isEqualTo(250);
  }

  @Test
  void spamIsRefusedAndWhatMayBeSpamIsMarked() throws IOException {
    assertThat(send(message("a@sender.example", "Hello", GTUBE), "spam").code()).isEqualTo(550);
    assertThat(send(message("a@sender.example", "karamail-seven", "Buy.\r\n"), "suspect").code()).isEqualTo(250);
    assertThat(delivered("suspect")).contains("X-Spam-Flag: YES\r\n");
  }

  @Test
  void whatAMilterAddsStandsInTheMailboxAndIsGoodAtASecondLook() throws IOException {
    String author = "a@" + FilterDaemons.OPENDKIM_DOMAIN;
    assertThat(submit(message(author, "Hello", "Signed by a milter.\r\n"), author, "milter@" + LocalDomain.NAME).code()).isEqualTo(250);
    String signed = delivered("milter");
    assertThat(signed).contains("DKIM-Signature:", "d=" + FilterDaemons.OPENDKIM_DOMAIN);

    assertThat(send(signed, "milter-again").code()).isEqualTo(250);
    assertThat(delivered("milter-again"))
        .contains("Authentication-Results: mx.here.example;", "dkim=pass header.d=" + FilterDaemons.OPENDKIM_DOMAIN);
  }

  @Test
  void mailThatLeavesIsSignedAndMailThatComesIsChecked() throws IOException {
    String author = "a@" + SIGNED_DOMAIN;
    assertThat(submit(message(author, "Leaving", "Signed by us.\r\n"), author, "b@away.example").code()).isEqualTo(250);
    String signed = await().atMost(PATIENCE).until(FiltersIT::left, Optional::isPresent).orElseThrow();
    assertThat(signed).contains("DKIM-Signature:", "d=" + SIGNED_DOMAIN, "a=ed25519-sha256");

    assertThat(send(signed, "came").code()).isEqualTo(250);
    assertThat(delivered("came"))
        .contains("Authentication-Results: mx.here.example;", "dkim=pass header.d=" + SIGNED_DOMAIN);
  }

  @Test
  void whatOthersSayInOurNameIsTakenAway() throws IOException {
    String forged = "Authentication-Results: mx.here.example; dkim=pass header.d=" + SIGNED_DOMAIN + "\r\n";
    assertThat(send(forged + message("a@" + SIGNED_DOMAIN, "Hello", "Not signed.\r\n"), "forged").code()).isEqualTo(250);
    assertThat(delivered("forged")).contains("Authentication-Results: mx.here.example;", "spf=none").doesNotContain("dkim=pass");
  }

  private static Optional<String> left() {
    return away.taken().stream().map(TakenMail::text).findFirst();
  }

  private static String message(String author, String subject, String body) {
    return "From: <" + author + ">\r\nTo: <b@here.example>\r\nSubject: " + subject + "\r\n\r\n" + body;
  }

  /** As a stranger. */
  private static SmtpReply send(String message, String mailbox) throws IOException {
    try (SmtpTalk talk = server.process().session()) {
      return talk.deliver(message.getBytes(ISO_8859_1), "bounces@sender.example", mailbox + "@" + LocalDomain.NAME);
    }
  }

  /** As somebody of ours. */
  private static SmtpReply submit(String message, String sender, String recipient) throws IOException {
    try (SmtpTalk talk = SmtpTalk.to("127.0.0.1", submission)) {
      talk.greeting();
      talk.command("EHLO client.example");
      return talk.deliver(message.getBytes(ISO_8859_1), sender, recipient);
    }
  }

  /** The message with what the server has added to it below its trace fields. */
  private static String delivered(String mailbox) throws IOException {
    byte[] content = server.process().launch().maildirs().awaitOne(mailbox + "@" + LocalDomain.NAME).content();
    return new String(content, ISO_8859_1).replace("\n", "\r\n");
  }
}
