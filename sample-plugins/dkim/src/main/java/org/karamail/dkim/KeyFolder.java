package org.karamail.dkim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.karamail.model.MailDomain;

/**
 * Private keys in files that nobody but their owner may read: {@code FOLDER/<domain>/<selector>.pem}, PKCS #8 or, as older tools
 * write RSA keys, PKCS #1.
 *
 * @param path made when the first key is generated
 */
public record KeyFolder(Path path) {

  private static final String SUFFIX = ".pem";
  private static final int RSA_BITS = 2048;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

  /** Where a key is. */
  public Path file(MailDomain domain, String selector) {
    return path.resolve(domain.text()).resolve(selector + SUFFIX);
  }

  /**
   * Reads a key.
   *
   * @throws IOException with words for the operator: there is no such file, others may read it, or it holds no such key
   */
  public SigningKey read(MailDomain domain, String selector) throws IOException {
    Path file = file(domain, selector);
    if (!Files.isReadable(file)) {
      throw new IOException("there is no readable key in " + file);
    }
    Set<PosixFilePermission> others = new TreeSet<>(permissions(file));
    others.removeAll(OWNER_ONLY);
    if (!others.isEmpty()) {
      throw new IOException("others than its owner may use the key in " + file + "; chmod 600 it");
    }
    try {
      return PrivateKeys.read(Files.readString(file, US_ASCII), domain, selector);
    } catch (GeneralSecurityException | IOException noKey) {
      throw new IOException(file + " holds no RSA or Ed25519 key: " + noKey.getMessage(), noKey);
    }
  }

  /** The selectors that a domain has keys for, in order. */
  public List<String> selectors(MailDomain domain) throws IOException {
    Path folder = path.resolve(domain.text());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /**
   * Makes a new key, RSA with 2048 bits or Ed25519, and writes it to its file.
   *
   * @throws FileAlreadyExistsException if there is one: mail that is under way was signed with it
   */
  public SigningKey generate(MailDomain domain, String selector, Algorithm algorithm) throws IOException {
    Path file = file(domain, selector);
    Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.family());
      if (algorithm == Algorithm.RSA_SHA256) {
        generator.initialize(RSA_BITS);
      }
      byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
      Files.createFile(file, ownerOnly("rw-------"));
      Files.writeString(file, pem(pkcs8), US_ASCII, StandardOpenOption.WRITE);
    } catch (GeneralSecurityException missing) {
      throw new IOException("this Java makes no keys for " + algorithm.text(), missing);
    }
    return read(domain, selector);
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
        : new FileAttribute<?>[0];
  }

  private Set<PosixFilePermission> permissions(Path file) throws IOException {
    return isPosix() ? Files.getPosixFilePermissions(file) : Set.of();
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static String pem(byte[] pkcs8) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8);
    return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
  }
}
