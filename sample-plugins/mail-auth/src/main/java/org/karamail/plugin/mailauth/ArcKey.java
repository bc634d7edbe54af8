package org.karamail.plugin.mailauth;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.karamail.dkim.KeyFolder;
import org.karamail.dkim.KeyName;
import org.karamail.dkim.SigningKey;
import org.karamail.settings.Settings;

/** The key of our seals, as {@code arcKey} names it. */
final class ArcKey {

  static final String KEY = "arcKey";
  static final String FOLDER = "arcKeyFolder";

  private ArcKey() {}

  /** Reads the key from its file; empty when none is named. */
  static Optional<SigningKey> read(Settings settings, Path ownKeys) {
    KeyFolder folder = settings.value(FOLDER, new KeyFolder(ownKeys), "the path of a folder", ArcKey::folder);
    String text = settings.text(KEY, "");
    return text.isEmpty() ? Optional.empty() : Optional.of(key(settings, folder, text));
  }

  private static SigningKey key(Settings settings, KeyFolder folder, String text) {
    KeyName name =
        KeyName.parse(text).orElseThrow(() -> settings.refusal(KEY, text, "domain:selector, such as example.org:s2026"));
    try {
      return folder.read(name.domain(), name.selector());
    } catch (IOException noKey) {
      throw settings.refusal(KEY, text, "a key that can be read, but " + noKey.getMessage());
    }
  }

  private static Optional<KeyFolder> folder(String text) {
    try {
      return Optional.of(new KeyFolder(Path.of(text)));
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }
}
