package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.karamail.itests.foreign.ForeignServer;
import org.karamail.itests.foreign.NextHopPlugin;
import org.karamail.itests.foreign.TraceFields;
import org.karamail.itests.hooks.HookBundle;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.maildir.LineEnds;
import org.karamail.itests.smtp.SmtpTalk;
import org.karamail.testkit.net.FreePort;

/**
 * Postfix, Exim, OpenSMTPD and Dovecot as the next hop: what Karamail gives them lies there byte for byte, below exactly its
 * trace fields and theirs, and their Received field tells how it came.
 */
final class RealServersTakeMailUnchangedIT {

  private static final String ROUTING = "karamail.routing.cfg";
  private static final String PLUGIN = "org.example.next-hop";
  private static final AtomicInteger SENT = new AtomicInteger();
  private static final Map<String, String> BODIES = bodies();
  private static final String[] EXIM_FIELDS = {"Return-path", "Envelope-to", "Delivery-date", "Received", "Received"};

  private static ForeignServer postfix;
  private static ForeignServer exim;
  private static ForeignServer opensmtpd;
  private static ForeignServer dovecot;
  private static KaramailProcess server;

  @BeforeAll
  static void startAll() throws IOException {
    ForeignServer.needs("postfix", "exim", "opensmtpd", "dovecot");
    int passwords = FreePort.find();
    dovecot = ForeignServer.start("dovecot", passwords);
    postfix = ForeignServer.start("postfix", passwords);
    exim = ForeignServer.start("exim");
    opensmtpd = ForeignServer.start("opensmtpd");
    Launch launch = Launch.shipped("real-servers");
    Path deploy = Files.createDirectories(launch.folder().resolve("deploy"));
    new HookBundle(PLUGIN, NextHopPlugin.class).into(deploy, "next-hop.jar", "1.0.0");
    launch
        .set("org.apache.felix.fileinstall-deploy.cfg", "felix.fileinstall.dir", deploy.toString())
        .set(ROUTING, "relayDomains", "postfix.example, exim.example, " + byPlugin("smtp", opensmtpd) + ", " + byPlugin("lmtp", dovecot));
    server = KaramailProcess.start(launch);
  }

  @AfterAll
  static void stopAll() {
    for (AutoCloseable one : new AutoCloseable[] {server, opensmtpd, exim, postfix, dovecot}) {
      closeIfStarted(one);
    }
  }

  @Test
  void postfixTakesItOverTlsFromTheUserWeAuthenticateAs() throws Exception {
    relayThrough(postfix, "relay-user", "CRAM-MD5, PLAIN, LOGIN");
    for (String name : BODIES.keySet()) {
      TraceFields trace =
          relayed(postfix, "postfix.example", name, "Return-Path", "X-Original-To", "Delivered-To", "Received", "Received");
      assertThat(trace.all()).contains("using TLSv1.3").contains("(Authenticated sender: relay-user)").contains(" with ESMTPSA ");
    }
  }

  @Test
  void eximTakesItOverTlsFromTheUserWeAuthenticateAsByLogin() throws Exception {
    relayThrough(exim, "relay-user", "LOGIN");
    for (String name : BODIES.keySet()) {
      assertThat(relayed(exim, "exim.example", name, EXIM_FIELDS).all())
          .contains(" with esmtpsa  (TLS1.3)")
          .contains("(user relay-user by login)");
    }
  }

  @Test
  void eximTakesItByPlainToo() throws Exception {
    relayThrough(exim, "plain-user", "PLAIN");
    assertThat(relayed(exim, "exim.example", "ordinary", EXIM_FIELDS).all()).contains("(user plain-user by plain)");
  }

  /** Debian's OpenSMTPD offers STARTTLS and fails every handshake: where TLS is opportunistic, the mail goes in clear. */
  @Test
  void opensmtpdTakesItInClearAfterItsHandshakeFailed() throws Exception {
    awaitPlugin();
    for (String name : BODIES.keySet()) {
      TraceFields trace =
          relayed(opensmtpd, byPlugin("smtp", opensmtpd), name, "Return-Path", "Delivered-To", "Received", "Received");
      assertThat(trace.all()).contains("(OpenSMTPD) with ESMTP id ");
    }
    assertThat(server.logs()).contains("so it goes in clear");
  }

  @Test
  void dovecotTakesItByLmtpOverTls() throws Exception {
    awaitPlugin();
    for (String name : BODIES.keySet()) {
      TraceFields trace = relayed(dovecot, byPlugin("lmtp", dovecot), name, "Return-Path", "Delivered-To", "Received", "Received");
      assertThat(trace.all()).contains("using TLSv1.3").contains(" with LMTPS");
    }
  }

  /** Sends it, waits for it to lie at the next hop, and demands that it is the same. */
  private static TraceFields relayed(ForeignServer hop, String domain, String name, String... fields) throws IOException {
    String id = name + "." + hop.port() + "." + SENT.incrementAndGet() + "@sender.example";
    String message =
        "From: <a@sender.example>\r\nTo: <b@" + domain + ">\r\nDate: Sun, 22 Nov 2026 05:00:00 +0000\r\nMessage-ID: <" + id + ">\r\n"
            + BODIES.get(name);
    byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
    try (SmtpTalk talk = server.session()) {
      assertThat(talk.deliver(octets, "a@sender.example", "b@" + domain).code()).isEqualTo(250);
    }
    TraceFields trace = TraceFields.of(hop.awaitMessage(id), List.of(fields));
    assertThat(trace.content()).as(name).isEqualTo(new String(LineEnds.lf(octets), StandardCharsets.ISO_8859_1));
    assertThat(trace.all()).contains("<a@sender.example>");
    return trace;
  }

  /** Makes it the smart host, as an operator would, while the server runs. */
  private static void relayThrough(ForeignServer hop, String user, String mechanisms) throws IOException {
    hop.awaitGreeting();
    Map<String, String> smartHost =
        Map.of(
            "relayHost", "127.0.0.1",
            "relayPort", Integer.toString(hop.port()),
            "relayTls", "require",
            "relayAuth", "true",
            "relayUsername", user,
            "relayPassword", "relay-secret");
    server.launch().set("karamail.outbound.cfg", "authMechanisms", mechanisms);
    server.awaitSetting("karamail.outbound", "authMechanisms", mechanisms);
    server.launch().set(ROUTING, smartHost);
    server.awaitSetting("karamail.routing", "relayUsername", user);
    Awaitility.await("the smart host at port " + hop.port())
        .atMost(KaramailProcess.PATIENCE)
        .until(() -> server.shell("mail:explain", "b@postfix.example").output().contains("127.0.0.1:" + hop.port()));
  }

  private static void awaitPlugin() {
    Awaitility.await("the plugin").atMost(Duration.ofMinutes(1)).until(() -> server.logs().contains("plugin deployed: plugin=" + PLUGIN));
    opensmtpd.awaitGreeting();
    dovecot.awaitGreeting();
  }

  private static String byPlugin(String transport, ForeignServer hop) {
    return NextHopPlugin.domain(transport, hop.port());
  }

  private static Map<String, String> bodies() {
    StringBuilder high = new StringBuilder();
    for (char c = 128; c < 256; c++) {
      high.append(c);
    }
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("ordinary", "Subject: unchanged\r\n\r\nHello.\r\n");
    bodies.put("header-only", "Subject: unchanged\r\n\r\n");
    bodies.put("dots", "Subject: unchanged\r\n\r\n.\r\n..\r\n...\r\n.a\r\n. \r\na.\r\n");
    bodies.put("high-bytes", "Subject: unchanged\r\n\r\n" + high + "\r\n");
    bodies.put("long-lines", "Subject: unchanged\r\n\r\n" + "x".repeat(998) + "\r\n" + "y".repeat(998) + "\r\n");
    bodies.put("blanks", "X-Folded: a\r\n\t b \r\nSubject:  unchanged\r\n\r\n\r\n \t \r\nx \t\r\n\r\n");
    bodies.put("from-lines", "Subject: unchanged\r\n\r\nFrom a to b\r\n>From b to c\r\n");
    bodies.put("large", "Subject: unchanged\r\n\r\n" + ("z".repeat(70) + "\r\n").repeat(3000));
    return bodies;
  }

  private static void closeIfStarted(AutoCloseable one) {
    if (one == null) {
      return;
    }
    try {
      one.close();
    } catch (Exception failed) {
      throw new IllegalStateException("could not stop " + one, failed);
    }
  }
}
