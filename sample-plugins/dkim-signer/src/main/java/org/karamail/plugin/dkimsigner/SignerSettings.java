package org.karamail.plugin.dkimsigner;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.dkim.Canonicalization;
import org.karamail.dkim.KeyFolder;
import org.karamail.dkim.KeyName;
import org.karamail.dkim.SigningKey;
import org.karamail.message.HeaderField;
import org.karamail.settings.Settings;

/**
 * What an operator may set about signing; the shipped {@code etc/karamail.dkimsigner.cfg} says it in full.
 *
 * @param keys those in use, read from their files
 * @param subdomains whether they sign for subdomains, too
 * @param headerForm how the header is made canonical
 * @param bodyForm how the body is
 * @param expiry how long signatures are good for; zero for ever
 * @param sevenBit whether what needs eight bits is encoded first
 * @param oversigned fields that may not be added
 * @param signed fields that are signed where they are
 */
record SignerSettings(
    List<SigningKey> keys,
    boolean subdomains,
    Canonicalization headerForm,
    Canonicalization bodyForm,
    Duration expiry,
    boolean sevenBit,
    List<String> oversigned,
    List<String> signed) {

  static final String PID = "karamail.dkimsigner";
  static final String OVERSIGNED =
      "From, Sender, Reply-To, Subject, Date, Message-ID, To, Cc, MIME-Version, Content-Type, Content-Transfer-Encoding,"
          + " In-Reply-To, References";
  static final String SIGNED =
      "Resent-Date, Resent-From, Resent-Sender, Resent-To, Resent-Cc, Resent-Message-ID, List-Id, List-Help, List-Unsubscribe,"
          + " List-Unsubscribe-Post, List-Subscribe, List-Post, List-Owner, List-Archive, Feedback-ID, Auto-Submitted";

  private static final String FROM = "From";
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Duration SHORTEST = Duration.ofHours(1);

  SignerSettings {
    keys = List.copyOf(keys);
    oversigned = List.copyOf(oversigned);
    signed = List.copyOf(signed);
  }

  /**
   * Reads the settings, and the keys from their files.
   *
   * @param ownKeys where the keys are unless the operator says otherwise
   */
  static SignerSettings read(Settings settings, Path ownKeys) {
    KeyFolder folder = keyFolder(settings, ownKeys);
    List<Canonicalization> forms =
        settings.value(
            "canonicalization",
            List.of(Canonicalization.RELAXED, Canonicalization.RELAXED),
            "HEADER/BODY, each simple or relaxed",
            SignerSettings::forms);
    return new SignerSettings(
        settings.list("keys", List.of()).stream().map(text -> key(settings, folder, text)).toList(),
        settings.flag("subdomains", true),
        forms.get(0),
        forms.get(1),
        expiry(settings),
        settings.flag("sevenBit", true),
        withFrom(fields(settings, "oversigned", OVERSIGNED)),
        fields(settings, "signed", SIGNED));
  }

  /** Where the keys are. */
  static KeyFolder keyFolder(Settings settings, Path ownKeys) {
    return settings.value("keyFolder", new KeyFolder(ownKeys), "the path of a folder", SignerSettings::folder);
  }

  private static Optional<KeyFolder> folder(String text) {
    try {
      return Optional.of(new KeyFolder(Path.of(text)));
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  private static SigningKey key(Settings settings, KeyFolder folder, String text) {
    KeyName name =
        KeyName.parse(text)
            .orElseThrow(() -> settings.refusal("keys", text, "domain:selector, such as example.org:s2026"));
    try {
      SigningKey key = folder.read(name.domain(), name.selector());
      if (!key.isStrong()) {
        throw settings.refusal("keys", text, "RSA keys of 1024 bits or more; nobody believes shorter ones");
      }
      return key;
    } catch (IOException noKey) {
      throw settings.refusal("keys", text, "a key that can be read, but " + noKey.getMessage());
    }
  }

  private static Optional<List<Canonicalization>> forms(String text) {
    List<Canonicalization> forms =
        Arrays.stream(text.split("/", -1)).map(Canonicalization::named).flatMap(Optional::stream).toList();
    return text.indexOf('/') == text.lastIndexOf('/') && forms.size() == 2 ? Optional.of(forms) : Optional.empty();
  }

  private static Duration expiry(Settings settings) {
    Duration read = settings.duration("expiry", Duration.ZERO, Duration.ZERO, LONGEST);
    if (!read.isZero() && read.compareTo(SHORTEST) < 0) {
      throw settings.refusal("expiry", read.toString(), "0s for no end, or a duration from 1h to 90d");
    }
    return read;
  }

  private static List<String> fields(Settings settings, String key, String fallback) {
    List<String> names = settings.list(key, Arrays.stream(fallback.split(",")).map(String::trim).toList());
    for (String name : names) {
      try {
        HeaderField.of(name, "");
      } catch (IllegalArgumentException noName) {
        throw settings.refusal(key, name, "names of header fields, separated by commas");
      }
    }
    return names;
  }

  private static List<String> withFrom(List<String> names) {
    return names.stream().anyMatch(FROM::equalsIgnoreCase) ? names : Stream.concat(Stream.of(FROM), names.stream()).toList();
  }
}
