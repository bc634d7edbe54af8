package org.karamail.plugin.antispam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.karamail.testkit.ForeignDaemon;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.net.FreePort;

/** Debian's spamd with rules of our own, without network, on a port and a Unix socket. */
final class Spamd {

  private static final String RULES =
      """
      required_score 5
      header KARAMAIL_SEVEN Subject =~ /karamail-seven/i
      score KARAMAIL_SEVEN 7.5
      header KARAMAIL_CLIENT X-Spam-Relays-External =~ /^\\[ ip=192\\.0\\.2\\.25 [^\\]]*helo=client\\.example /
      score KARAMAIL_CLIENT 0.5
      header KARAMAIL_SENDER EnvelopeFrom =~ /^sender.client\\.example$/
      score KARAMAIL_SENDER 0.25
      body GTUBE /XJS\\*C4JDBQADN1\\.NSBN3\\*2IDNEN\\*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL\\*C\\.34X/
      score GTUBE 1000
      use_bayes 0
      dns_available no
      """;

  private Spamd() {}

  static ForeignDaemon start(Path folder) {
    int port = FreePort.find();
    Path socket = folder.resolve("spamd.sock");
    try {
      // It reads its rules as nobody.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path rules = Files.createDirectory(folder.resolve("rules"));
      Files.writeString(rules.resolve("test.cf"), RULES);
      Files.writeString(rules.resolve("test.pre"), "loadplugin Mail::SpamAssassin::Plugin::Check\n");
      Path none = Files.createDirectory(folder.resolve("site"));
      ForeignProgram program =
          ForeignProgram.start(
              folder, "spamd", "--local", "--nouser-config", "--configpath=" + rules, "--siteconfigpath=" + none,
              "--username=nobody", "--listen=127.0.0.1:" + port, "--socketpath=" + socket, "--max-children=1",
              "--syslog=stderr");
      return new ForeignDaemon(program, port, socket).await();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
