package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.message.HeaderField;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;

/** With OpenDKIM and rspamd's proxy, as Debian has them. */
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
      Asked asked = ask(socket.toString(), IncomingView.sample()).proceeds();

      assertThat(asked.edits())
          .singleElement()
          .isInstanceOfSatisfying(
              Edit.AddField.class,
              add -> {
                HeaderField field = add.field();
                assertThat(field.name()).isEqualTo("DKIM-Signature");
                assertThat(field.value()).contains("d=client.example", "s=test", "a=rsa-sha256", "c=relaxed/relaxed", "bh=");
              });
      opendkim.freeze();
      ask(socket.toString(), IncomingView.sample(), "300ms").faults(HookFault.Kind.EXCEPTION);
      opendkim.thaw();
    }
  }

  @Test
  void rspamdRefusesSpamOverTcpAndLetsTheRestPass() throws IOException {
    int port = ForeignProgram.freePort();
    Files.writeString(folder.resolve("tld.dat"), "example\norg\n");
    Path configuration =
        Files.writeString(
            folder.resolve("rspamd.conf"),
            RSPAMD.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
    List<String> options = List.of("-f", "-i", "-u", "root", "-g", "root", "-c", configuration.toString());
    try (ForeignProgram rspamd = ForeignProgram.start(folder, "rspamd", options.toArray(new String[0]))) {
      rspamd.awaitPort(port);
      ask("127.0.0.1:" + port, IncomingView.sample()).proceeds();
      ask("127.0.0.1:" + port, IncomingView.sample().body(GTUBE)).rejects("5.7.1");
    }
  }

  private static Asked ask(String milter, IncomingView mail) {
    return ask(milter, mail, "15s");
  }

  private static Asked ask(String milter, IncomingView mail, String patience) {
    Map<String, Object> configuration = Map.of("milters", milter, "commandTimeout", patience, "messageTimeout", patience);
    Milter plugin = new Milter("mx.example", configuration);
    return HookHarness.create().ask(HookPoints.ON_CONTENT_FILTER, plugin, mail);
  }
}
