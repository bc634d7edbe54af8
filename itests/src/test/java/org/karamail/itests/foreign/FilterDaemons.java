package org.karamail.itests.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.net.FreePort;

/**
 * What filters ask, as Debian has it: clamd with a signature of its own, rspamd with a rule of its own, OpenDKIM that signs,
 * unbound that knows the keys. Closing it ends them all.
 */
public final class FilterDaemons implements AutoCloseable {

  /** What clamd takes for malware. */
  public static final String MALWARE = "karamail-test-malware-8c1f";

  /** Whose mail OpenDKIM signs. */
  public static final String OPENDKIM_DOMAIN = "milter.example";

  private static final int RAW_ED25519 = 32;

  private static final String RSPAMD =
      """
      options {
        pidfile = "<FOLDER>/rspamd.pid";
        filters = "regexp";
        gtube_patterns = "all";
        dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
        control_socket = "<FOLDER>/control.sock mode=0600";
        hs_cache_dir = "<FOLDER>";
        cache_file = "<FOLDER>/symbols.cache";
        url_tld = "<FOLDER>/tld.dat";
        tempdir = "<FOLDER>";
        disable_hyperscan = true;
      }
      lang_detection { languages = "<FOLDER>/none"; }
      logging { type = "console"; level = "info"; }
      worker "normal" { bind_socket = "127.0.0.1:<PORT>"; count = 1; }
      actions { reject = 15; add_header = 6; greylist = 4; }
      lua = "<FOLDER>/rules.lua";
      """;

  private static final String RULES =
      """
      config['regexp'] = {}
      config['regexp']['KARAMAIL_SEVEN'] = { re = 'Subject=/karamail-seven/Hi', score = 7.5, description = 'test' }
      """;

  private static final String UNBOUND =
      """
      server:
        interface: 127.0.0.1
        port: <PORT>
        do-daemonize: no
        use-syslog: no
        chroot: ""
        username: ""
        directory: "<FOLDER>"
        pidfile: ""
        module-config: "iterator"
        local-zone: "." static
        local-data: 'test._domainkey.milter.example. 600 IN TXT "v=DKIM1; k=rsa; p=<RSA>"'
        local-data: 'test._domainkey.<DOMAIN>. 600 IN TXT "v=DKIM1; k=ed25519; p=<ED25519>"'
      remote-control:
        control-enable: no
      """;

  private final Path folder;
  private final Deque<ForeignProgram> running = new ArrayDeque<>();

  private FilterDaemons(Path folder) {
    this.folder = folder;
  }

  /** None yet; their files go into this folder. */
  public static FilterDaemons in(Path folder) {
    return new FilterDaemons(folder);
  }

  /** Starts clamd; its address. */
  public String clamd() throws IOException {
    int port = FreePort.find();
    Path signatures = Files.createDirectory(folder.resolve("signatures"));
    String hex = HexFormat.of().formatHex(MALWARE.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(signatures.resolve("test.ndb"), "Karamail.Test:0:*:" + hex + "\n");
    Path configuration =
        write(
            "clamd.conf", "Foreground yes\nDatabaseDirectory " + signatures + "\nTCPSocket <PORT>\nTCPAddr 127.0.0.1\nSelfCheck 0\n",
            port);
    return awaited(ForeignProgram.start(folder, "clamd", "--config-file=" + configuration), port);
  }

  /** Starts rspamd, which refuses GTUBE and marks {@code Subject: karamail-seven}; its address. */
  public String rspamd() throws IOException {
    int port = FreePort.find();
    Files.writeString(folder.resolve("tld.dat"), "example\norg\n");
    Files.writeString(folder.resolve("rules.lua"), RULES);
    Path configuration = write("rspamd.conf", RSPAMD, port);
    return awaited(
        ForeignProgram.start(folder, "rspamd", "-f", "-i", "-u", "root", "-g", "root", "-c", configuration.toString()), port);
  }

  /** Starts OpenDKIM as a milter that signs mail of {@link #OPENDKIM_DOMAIN} that comes from this host; its address. */
  public String opendkim(KeyPair key) throws IOException {
    int port = FreePort.find();
    Path configuration =
        write(
            "opendkim.conf",
            String.join(
                "\n", "Mode s", "Domain " + OPENDKIM_DOMAIN, "Selector test", "KeyFile " + pem(folder.resolve("opendkim.pem"), key),
                "Socket inet:<PORT>@127.0.0.1", "Canonicalization relaxed/relaxed", "InternalHosts 127.0.0.0/8", "Syslog no",
                "RequireSafeKeys no", "Background no", "SignatureAlgorithm rsa-sha256", ""),
            port);
    return awaited(ForeignProgram.start(folder, "opendkim", "-f", "-x", configuration.toString()), port);
  }

  /** Starts unbound, which knows OpenDKIM's key and the Ed25519 key of a domain, selector {@code test}; its address. */
  public String unbound(KeyPair opendkim, String domain, KeyPair key) throws IOException {
    int port = FreePort.find();
    byte[] encoded = key.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_ED25519, encoded.length);
    String zone =
        UNBOUND
            .replace("<ED25519>", Base64.getEncoder().encodeToString(raw))
            .replace("<RSA>", inStrings(Base64.getEncoder().encodeToString(opendkim.getPublic().getEncoded())))
            .replace("<DOMAIN>", domain);
    Path configuration = write("unbound.conf", zone, port);
    return awaited(ForeignProgram.start(folder, "unbound", "-d", "-c", configuration.toString()), port);
  }

  /** Writes a private key that only its owner may read. */
  public static Path pem(Path file, KeyPair key) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getPrivate().getEncoded());
    Files.createDirectories(file.getParent());
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  public void close() {
    running.forEach(ForeignProgram::close);
  }

  /** A string of a TXT record holds 255 octets. */
  private static String inStrings(String text) {
    return text.replaceAll("(.{200})", "$1\" \"");
  }

  private Path write(String name, String text, int port) throws IOException {
    String filled = text.replace("<FOLDER>", folder.toString()).replace("<PORT>", Integer.toString(port));
    return Files.writeString(folder.resolve(name), filled);
  }

  private String awaited(ForeignProgram program, int port) {
    running.push(program);
    program.awaitPort(port);
    return "127.0.0.1:" + port;
  }
}
