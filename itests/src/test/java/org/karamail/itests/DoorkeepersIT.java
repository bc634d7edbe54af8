package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.plugin.PluginJar;
import org.karamail.itests.plugin.PluginServer;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/** Greylist, limits and reputation, one after the other, in a whole server: their services, their files, their replies. */
final class DoorkeepersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PLUGIN = "org.karamail.plugin.";

  private static PluginServer server;

  @BeforeAll
  static void start() throws IOException {
    server = PluginServer.start("doorkeepers");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aStrangerIsGreylistedThenAcceptedAndKnownToTheNextVersionOfThePlugin() throws Exception {
    server.configure("karamail.greylist", "enabled = true", "delay = 1s");
    put("greylist", "1.0.0");
    awaitReply("known", 451);
    awaitReply("known", 250);

    server.configure("karamail.greylist", "enabled = true", "delay = 1h");
    put("greylist", "1.0.1");
    AtomicInteger strangers = new AtomicInteger();
    Awaitility.await("strangers wait for an hour")
        .atMost(PATIENCE)
        .until(() -> mailTo("stranger" + strangers.incrementAndGet()).text().contains("4.7.1 Greylisted: we have not met; try again in 60 min"));
    assertThat(mailTo("known").code()).isEqualTo(250);
    takeAway("greylist");
  }

  @Test
  void whoIsTooFastIsToldWhenToComeBack() throws Exception {
    server.configure("karamail.ratelimit", "recipientMessages = 3/1d");
    put("rate-limit", "1.0.0");
    awaitReply("popular", 451);

    assertThat(mailTo("popular").text()).contains("4.7.1 Too many messages for this recipient; try again in ");
    assertThat(mailTo("bob").code()).isEqualTo(250);
    takeAway("rate-limit");
  }

  @Test
  void whoSpeaksBeforeTheGreetingIsRefusedAndWhoWaitsIsNot() throws Exception {
    server.configure("karamail.reputation", "greetDelay = 500ms", "earlyTalkers = reject");
    put("reputation", "1.0.0");
    Awaitility.await("who speaks early is refused").atMost(PATIENCE).until(() -> early().code() == 554);

    assertThat(mailTo("patient").code()).isEqualTo(250);
    takeAway("reputation");
  }

  private static void put(String name, String version) throws Exception {
    PluginJar.sample(name).version(version).into(server.deploy(), name + ".jar");
    server.await(PLUGIN + name.replace("-", ""), version, "ACTIVE");
  }

  private static void takeAway(String name) throws IOException {
    Files.delete(server.deploy().resolve(name + ".jar"));
    server.awaitGone(PLUGIN + name.replace("-", ""));
  }

  private static SmtpReply early() throws IOException {
    try (SmtpTalk talk = server.process().connect()) {
      talk.send("EHLO early.example\r\n");
      talk.greeting();
      return talk.reply();
    }
  }

  private static void awaitReply(String localPart, int code) {
    Awaitility.await("mail to " + localPart + " is answered " + code)
        .atMost(PATIENCE)
        .until(() -> mailTo(localPart).code() == code);
  }

  private static SmtpReply mailTo(String localPart) throws IOException {
    return server.mailTo(localPart + "@" + LocalDomain.NAME);
  }
}
