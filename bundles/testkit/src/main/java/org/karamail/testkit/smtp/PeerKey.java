package org.karamail.testkit.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate that nobody has signed, for {@code localhost}; made once, by the JDK's own keytool. */
final class PeerKey {

  private static final char[] PASSWORD = "test-only".toCharArray();

  private PeerKey() {}

  /** A context that presents it. */
  static SSLContext context() {
    return Holder.CONTEXT;
  }

  private static final class Holder {
    static final SSLContext CONTEXT = make();

    private static SSLContext make() {
      try {
        KeyStore store = generated();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (GeneralSecurityException | InterruptedException failed) {
        throw new IllegalStateException("no key for a scripted peer", failed);
      }
    }

    private static KeyStore generated() throws IOException, GeneralSecurityException, InterruptedException {
      Path folder = Files.createTempDirectory("karamail-peer");
      Path file = folder.resolve("peer.p12");
      try {
        generate(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD);
        }
        return store;
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    }

    private static void generate(Path file) throws IOException, InterruptedException {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair", "-alias", "peer", "-keyalg", "EC", "-groupname", "secp256r1",
                  "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "3650",
                  "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("keytool made no key");
      }
    }
  }
}
