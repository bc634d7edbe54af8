package org.karamail.plugin.dkimsigner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.karamail.dkim.Algorithm;
import org.karamail.dkim.KeyFolder;
import org.karamail.dkim.SigningKey;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.MailDomain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How many messages of 4 KB are signed in a second, beside how many signatures the JCA makes in the same time when it does
 * nothing else. In the plugin's own package, because it signs as the plugin does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SignedMessages {

  private static final String HEADER =
      """
      Received: from client.example (client.example [192.0.2.25]) by mx.example.org with ESMTPSA id 0H8Z; Sun, 1 Mar 2026 12:00:00 +0000
      From: Ann <ann@example.org>
      To: Bob <bob@example.net>
      Subject: A message of four kilobytes
      Date: Sun, 1 Mar 2026 12:00:00 +0000
      Message-ID: <20260301120000.1@example.org>
      MIME-Version: 1.0
      Content-Type: text/plain; charset=us-ascii
      Content-Transfer-Encoding: 7bit

      """;

  @Param({"RSA_SHA256", "ED25519_SHA256"})
  public Algorithm algorithm;

  private Signing signing;
  private List<SigningKey> keys;
  private Message message;

  @Setup
  public void makeKeyAndMessage() throws IOException {
    Path folder = Files.createTempDirectory("dkim-sign");
    keys = List.of(new KeyFolder(folder).generate(new MailDomain("example.org"), "s1", algorithm));
    SignerSettings settings =
        SignerSettings.read(DkimSigner.settings(Map.of("keys", "example.org:s1", "keyFolder", folder.toString())), folder);
    signing = new Signing(settings, Clock.systemUTC());
    byte[] header = HEADER.replace("\n", "\r\n").getBytes(ISO_8859_1);
    String line = "What is signed is what leaves, octet for octet, and nobody adds to it.\r\n";
    byte[] body = line.repeat((4_096 - header.length) / line.length() + 1).getBytes(ISO_8859_1);
    message = new Message(HeaderBlock.of(header), Body.of(body));
  }

  /** Hash of the body, canonical header, signature, field. */
  @Benchmark
  public Object message() throws IOException {
    return signing.sign(message, keys);
  }

  /** The signature alone. */
  @Benchmark
  public Object bareSignature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm == Algorithm.RSA_SHA256 ? "SHA256withRSA" : "Ed25519");
    signature.initSign(keys.get(0).key());
    signature.update(new byte[32]);
    return signature.sign();
  }
}
