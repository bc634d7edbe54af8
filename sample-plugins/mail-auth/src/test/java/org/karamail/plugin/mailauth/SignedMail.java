package org.karamail.plugin.mailauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.EdECPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.karamail.dkim.Algorithm;
import org.karamail.dkim.KeyFolder;
import org.karamail.dkim.SigningKey;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.model.MailDomain;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.hook.IncomingView;

/** Keys of a domain, and dkimpy, which signs and seals with them. */
final class SignedMail {

  static final MailDomain DOMAIN = new MailDomain("author.example");
  static final String MESSAGE =
      """
      From: Ann <ann@author.example>
      To: Bob <bob@local.example>
      Subject: Dinner\t tonight
       or tomorrow
      Date: Sun, 1 Mar 2026 12:00:00 +0000
      Message-ID: <1@author.example>

      Are you  hungry?\s

      Ann

      """
          .replace("\n", "\r\n");

  private static final Path DKIMPY = Path.of("../dkim/src/test/resources/dkimpy.py").toAbsolutePath().normalize();
  private static final Path PYTHON = Path.of("/usr/bin/python3"); // Debian's, which has its packages

  private final Path folder;
  private final KeyFolder keys;
  private int files;

  SignedMail(Path folder) {
    this.folder = folder;
    this.keys = new KeyFolder(folder.resolve("keys"));
  }

  /** A new key. */
  SigningKey key(String selector, Algorithm algorithm) throws IOException {
    return keys.generate(DOMAIN, selector, algorithm);
  }

  /** Where keys are. */
  Path keys() {
    return keys.path();
  }

  /** The sample message with one signature of dkimpy's, for each algorithm in each form. */
  List<String> variants(SigningKey rsa, SigningKey ed) throws IOException {
    Path out = Files.createDirectories(folder.resolve("variants"));
    byte[] seed = ((EdECPrivateKey) ed.key()).getBytes().orElseThrow();
    Path seedFile = Files.writeString(folder.resolve("seed"), Base64.getEncoder().encodeToString(seed));
    dkimpy(
        "variants", out, DOMAIN, rsa.selector(), keys.file(DOMAIN, rsa.selector()), ed.selector(), seedFile, file(MESSAGE));
    List<String> all = new ArrayList<>();
    try (var written = Files.list(out)) {
      for (Path one : written.sorted().toList()) {
        all.add(Files.readString(one, ISO_8859_1));
      }
    }
    return all;
  }

  /** A message sealed by dkimpy. */
  String sealed(SigningKey key, String authservId, String message) throws IOException {
    Path out = folder.resolve("sealed");
    dkimpy("seal", out, key.selector(), DOMAIN, keys.file(DOMAIN, key.selector()), authservId, file(message));
    return Files.readString(out, ISO_8859_1);
  }

  /** What dkimpy says of a chain: none, pass or fail. */
  String chain(SigningKey key, String message) throws IOException {
    Path published = Files.writeString(folder.resolve("published"), key.recordName() + " " + key.record() + "\n");
    String said = dkimpy("arc", published, file(message));
    return said.lines().filter(line -> line.matches("none|pass|fail")).reduce((first, last) -> last).orElse(said);
  }

  /** A message as it comes in from a stranger. */
  static IncomingView incoming(String message) {
    int end = message.indexOf("\r\n\r\n") + 4;
    IncomingView sample = IncomingView.sample();
    return new IncomingView(
        sample.id(), sample.envelope(), sample.recipients(), sample.session(),
        HeaderBlock.of(message.substring(0, end).getBytes(ISO_8859_1)),
        Body.of(message.substring(end).getBytes(ISO_8859_1)), List.of(), List.of());
  }

  private String dkimpy(Object... words) {
    ForeignProgram.find("dkimverify"); // it comes with dkimpy
    List<String> arguments = new ArrayList<>(List.of(DKIMPY.toString()));
    List.of(words).forEach(word -> arguments.add(word.toString()));
    return ForeignProgram.run(folder, PYTHON, arguments.toArray(String[]::new));
  }

  private Path file(String message) throws IOException {
    return Files.writeString(folder.resolve(files++ + ".eml"), message, ISO_8859_1);
  }
}
