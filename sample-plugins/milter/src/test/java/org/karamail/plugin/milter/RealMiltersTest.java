package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.HookFault;
import org.karamail.message.HeaderField;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.net.FreePort;

/** With OpenDKIM, OpenDMARC and rspamd's proxy, as Debian has them: several messages in a session, told step by step. */
class RealMiltersTest {

  private static final String RSPAMD =
      """
      options {
        pidfile = "FOLDER/rspamd.pid";
        gtube_patterns = "all";
        dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
        control_socket = "FOLDER/control.sock mode=0600";
        hs_cache_dir = "FOLDER";
        cache_file = "FOLDER/symbols.cache";
        url_tld = "FOLDER/tld.dat";
        tempdir = "FOLDER";
        disable_hyperscan = true;
      }
      lang_detection { languages = "FOLDER/none"; }
      logging { type = "console"; level = "info"; }
      worker "rspamd_proxy" {
        bind_socket = "127.0.0.1:PORT";
        milter = yes;
        timeout = 20s;
        count = 1;
        upstream "local" { default = yes; self_scan = yes; }
      }
      actions { reject = 15; add_header = 6; greylist = 4; }
      """;

  private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n";

  @TempDir Path folder;

  @Test
  void openDkimSignsOverAUnixSocket() throws IOException {
    ForeignProgram.find("opendkim");
    ForeignProgram.run(
        folder, "openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", "key.pem");
    Path socket = folder.resolve("opendkim.sock");
    Path configuration =
        Files.writeString(
            folder.resolve("opendkim.conf"),
            String.join(
                "\n", "Mode s", "Domain client.example", "Selector test", "KeyFile " + folder.resolve("key.pem"),
                "Socket local:" + socket, "Canonicalization relaxed/relaxed", "InternalHosts 192.0.2.0/24", "Syslog no",
                "RequireSafeKeys no", "Background no", "SignatureAlgorithm rsa-sha256", ""));
    try (ForeignProgram opendkim =
        ForeignProgram.start(folder, "opendkim", "-f", "-x", configuration.toString()).awaitSocket(socket)) {
      try (MilterClient client = client(socket.toString(), "15s")) {
        assertSigned(client.all().proceeds());
        assertSigned(client.another().proceeds());
        client.quit();
      }
      opendkim.freeze();
      try (MilterClient client = client(socket.toString(), "300ms")) {
        client.connect().faults(HookFault.Kind.EXCEPTION);
        client.message().faults(HookFault.Kind.EXCEPTION);
      }
      opendkim.thaw();
    }
  }

  @Test
  void rspamdRefusesSpamOverTcpAndLetsTheRestPass() throws IOException {
    int port = FreePort.find();
    Files.writeString(folder.resolve("tld.dat"), "example\norg\n");
    Path configuration =
        Files.writeString(
            folder.resolve("rspamd.conf"),
            RSPAMD.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
    List<String> options = List.of("-f", "-i", "-u", "root", "-g", "root", "-c", configuration.toString());
    try (ForeignProgram rspamd = ForeignProgram.start(folder, "rspamd", options.toArray(new String[0]))) {
      rspamd.awaitPort(port);
      try (MilterClient client = client("127.0.0.1:" + port, "15s")) {
        client.all().proceeds();
        client.sending(IncomingView.sample().body(GTUBE)).another().rejects("5.7.1");
        client.sending(IncomingView.sample()).another().proceeds();
        client.quit();
      }
    }
  }

  /** Unpacked and not installed, its libraries beside it; without a net, so that it asks no name server. */
  @Test
  void openDmarcRefusesWhatHasNoAuthorAndSaysWhatItFoundOfTheRest() throws IOException {
    Path program = ForeignProgram.find("opendmarc");
    Path socket = folder.resolve("opendmarc.sock");
    Path configuration =
        Files.writeString(
            folder.resolve("opendmarc.conf"),
            String.join(
                "\n", "AuthservID mx.example", "Socket local:" + socket, "Syslog false", "RequiredHeaders true",
                "RejectFailures true", "SPFIgnoreResults true", ""));
    try (ForeignProgram opendmarc =
            ForeignProgram.start(
                folder, "unshare", "--map-root-user", "--net", "env", "LD_LIBRARY_PATH=" + libraries(program),
                program.toString(), "-f", "-c", configuration.toString());
        MilterClient client = client(socket.toString(), "15s")) {
      opendmarc.awaitSocket(socket);
      String date = "Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n";
      client.sending(IncomingView.sample().headers(date + "Subject: none\r\n\r\n")).all().rejects("5.7.1");
      Asked asked =
          client.sending(IncomingView.sample().headers(date + "From: sender@client.example\r\n\r\n")).another().proceeds();
      assertThat(asked.edits())
          .singleElement()
          .isInstanceOfSatisfying(
              Edit.AddField.class,
              add -> assertThat(add.field().raw()).startsWith("Authentication-Results: mx.example; dmarc="));
      client.quit();
    }
  }

  /** Where they lie beside an unpacked program: usr/lib and the folders in it. */
  private static String libraries(Path program) throws IOException {
    Path lib = program.resolveSibling("../lib").normalize();
    try (Stream<Path> folders = Files.list(lib)) {
      return Stream.concat(Stream.of(lib), folders.filter(Files::isDirectory))
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    }
  }

  private static void assertSigned(Asked asked) {
    assertThat(asked.edits())
        .singleElement()
        .isInstanceOfSatisfying(
            Edit.AddField.class,
            add -> {
              HeaderField field = add.field();
              assertThat(field.name()).isEqualTo("DKIM-Signature");
              assertThat(field.value()).contains("d=client.example", "s=test", "a=rsa-sha256", "c=relaxed/relaxed", "bh=");
            });
  }

  private static MilterClient client(String milter, String patience) {
    return new MilterClient(Map.of("milters", milter, "commandTimeout", patience, "messageTimeout", patience));
  }
}
