package org.karamail.plugin.dkimsigner;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.karamail.dkim.Algorithm;
import org.karamail.dkim.KeyFolder;
import org.karamail.dkim.KeyName;
import org.karamail.dkim.SigningKey;
import org.karamail.model.MailDomain;
import org.karamail.settings.Instance;
import org.karamail.settings.InvalidSettingException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;

/**
 * The commands {@code mail:dkim-generate} and {@code mail:dkim-record}. The shell calls a public method {@code _main} with the
 * command's name and its arguments, on a thread whose output is the session's.
 */
@Component(name = "dkimsigner.commands", service = {}, immediate = true, configurationPid = SignerSettings.PID)
public final class KeyCommands {

  static final String GENERATE = "dkim-generate";
  static final String RECORD = "dkim-record";

  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final String USAGE_GENERATE =
      "usage: mail:dkim-generate DOMAIN [SELECTOR] [rsa|ed25519]; SELECTOR is letters, digits, hyphens and dots";
  private static final String USAGE_RECORD = "usage: mail:dkim-record DOMAIN";

  private final Path ownKeys;
  private final Clock clock;
  private final List<ShellEntry> entries = new ArrayList<>();
  private volatile Map<String, ?> properties;

  @Activate
  public KeyCommands(BundleContext context, Map<String, Object> properties) {
    this(ownKeys(Instance.of(context)), properties, Clock.systemUTC());
    entries.add(new ShellEntry(context, this, GENERATE, RECORD));
  }

  KeyCommands(Path ownKeys, Map<String, ?> properties, Clock clock) {
    this.ownKeys = ownKeys;
    this.properties = Map.copyOf(properties);
    this.clock = clock;
  }

  /** Where keys are unless the operator says otherwise: below the folder that the engine gives this plugin, too. */
  static Path ownKeys(Instance instance) {
    return instance.data().resolve("plugins").resolve("org.karamail.plugin.dkimsigner").resolve("keys");
  }

  @Modified
  void modified(Map<String, ?> changed) {
    properties = Map.copyOf(changed);
  }

  @Deactivate
  void deactivate() {
    entries.forEach(ShellEntry::close);
  }

  /**
   * Called by the shell.
   *
   * @param words the command's name, then its arguments
   */
  public void _main(String[] words) {
    System.out.println(answer(words)); // the shell's own, while it runs a command; what is returned it shows to people only
  }

  String answer(String... words) {
    List<String> arguments = List.of(words).subList(1, words.length);
    try {
      return words[0].equals(GENERATE) ? generate(arguments) : records(arguments);
    } catch (FileAlreadyExistsException there) {
      throw new IllegalArgumentException(
          "There is a key in " + there.getMessage() + " already, and mail on its way was signed with it; choose another selector");
    } catch (IOException failed) {
      throw new IllegalArgumentException("That did not work: " + failed.getMessage(), failed);
    }
  }

  private String generate(List<String> arguments) throws IOException {
    List<String> names = new ArrayList<>(arguments);
    Algorithm algorithm = Algorithm.RSA_SHA256;
    if (names.size() > 1 && isKeyType(names.get(names.size() - 1))) {
      algorithm = keyType(names.remove(names.size() - 1));
    }
    if (names.isEmpty() || names.size() > 2) {
      throw new IllegalArgumentException(USAGE_GENERATE);
    }
    KeyName name =
        KeyName.of(names.get(0), names.size() > 1 ? names.get(1) : selectorOfToday(algorithm))
            .orElseThrow(() -> new IllegalArgumentException(USAGE_GENERATE));
    KeyFolder folder = folder();
    SigningKey key = folder.generate(name.domain(), name.selector(), algorithm);
    return "The private key is in " + folder.file(key.domain(), key.selector()) + "\n"
        + "Publish this record, and when it can be looked up (mail:dns-lookup --type TXT " + key.recordName() + "),\n"
        + "add " + key.domain() + ":" + key.selector() + " to keys in etc/" + SignerSettings.PID + ".cfg:\n\n"
        + ZoneText.of(key);
  }

  private String records(List<String> arguments) throws IOException {
    if (arguments.size() != 1) {
      throw new IllegalArgumentException(USAGE_RECORD);
    }
    MailDomain domain =
        KeyName.domain(arguments.get(0)).orElseThrow(() -> new IllegalArgumentException(USAGE_RECORD));
    KeyFolder folder = folder();
    List<String> selectors = folder.selectors(domain);
    if (selectors.isEmpty()) {
      return "There are no keys of " + domain + " in " + folder.path() + "; mail:dkim-generate " + domain + " makes one";
    }
    StringBuilder text = new StringBuilder();
    for (String selector : selectors) {
      text.append(ZoneText.of(folder.read(domain, selector))).append('\n');
    }
    return text.toString().strip();
  }

  private KeyFolder folder() {
    try {
      return SignerSettings.keyFolder(DkimSigner.settings(properties), ownKeys);
    } catch (InvalidSettingException bad) {
      throw new IllegalArgumentException(bad.getMessage(), bad);
    }
  }

  private String selectorOfToday(Algorithm algorithm) {
    return (algorithm == Algorithm.RSA_SHA256 ? "r" : "e") + DAY.format(LocalDate.now(clock));
  }

  private static boolean isKeyType(String word) {
    return word.equalsIgnoreCase("rsa") || word.equalsIgnoreCase("ed25519");
  }

  private static Algorithm keyType(String word) {
    return word.toLowerCase(Locale.ROOT).equals("rsa") ? Algorithm.RSA_SHA256 : Algorithm.ED25519_SHA256;
  }
}
