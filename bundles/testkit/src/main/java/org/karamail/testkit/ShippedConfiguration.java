package org.karamail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Settings;

/**
 * A configuration file as it is shipped, held against the annotation that declares its keys and against the code that reads
 * them. The file is the manual: every key stands in it, commented out, with the default that is in force.
 *
 * <pre>{@code
 * ShippedConfiguration.ofPlugin("karamail.greylist").documents(GreylistConfiguration.class, GreylistSettings::read);
 * }</pre>
 *
 * <p>Bundles that the test kit itself needs (queue, hook-engine) cannot use it and compare their own.
 *
 * <p>Immutable. The files are found from the folder of the module whose test runs, as Maven sets it.
 */
public final class ShippedConfiguration {

  private static final Path OF_SERVER = Path.of("../../karaf-assembly/src/main/resources/etc");
  private static final Path OF_PLUGIN = Path.of("src/main/etc");
  private static final Pattern LINE = Pattern.compile("(#?)([A-Za-z]\\w*) =(.*)");

  private final Path folder;
  private final String name;
  private final Map<String, String> switchedOn;
  private final Map<String, String> examples;
  private final Map<String, String> given;

  private ShippedConfiguration(
      Path folder, String name, Map<String, String> switchedOn, Map<String, String> examples, Map<String, String> given) {
    this.folder = folder;
    this.name = name;
    this.switchedOn = Map.copyOf(switchedOn);
    this.examples = Map.copyOf(examples);
    this.given = Map.copyOf(given);
  }

  /** The file {@code <name>.cfg} of the distribution. */
  public static ShippedConfiguration ofServer(String name) {
    return in(OF_SERVER, name);
  }

  /** The file {@code <name>.cfg} that comes with the plugin of this module. */
  public static ShippedConfiguration ofPlugin(String name) {
    return in(OF_PLUGIN, name);
  }

  /** The file {@code <name>.cfg} in a folder. */
  static ShippedConfiguration in(Path folder, String name) {
    return new ShippedConfiguration(folder, name, Map.of(), Map.of(), Map.of());
  }

  /** The same file, of which it is known that it sets these keys and leaves only the others to their defaults. */
  public ShippedConfiguration switchingOn(Map<String, String> keys) {
    return new ShippedConfiguration(folder, name, keys, examples, given);
  }

  /** The same file, of which it is known that it shows examples of these keys: their defaults depend on the host. */
  public ShippedConfiguration showing(Map<String, String> keys) {
    return new ShippedConfiguration(folder, name, switchedOn, keys, given);
  }

  /** The same file, read by code that looks at all its keys only when these are set. */
  public ShippedConfiguration given(Map<String, String> keys) {
    return new ShippedConfiguration(folder, name, switchedOn, examples, keys);
  }

  /**
   * Fails unless the file lists just the keys that are declared, with their defaults, sets nothing but what is known to be
   * switched on, and the reader knows every key and takes the declared defaults where nothing is set.
   *
   * @param declaration the {@code @ObjectClassDefinition}
   * @param reader makes of settings something whose {@code equals} compares them
   */
  public void documents(Class<? extends Annotation> declaration, Function<Settings, ?> reader) {
    Map<String, String> defaults = defaults(declaration);
    assertThat(lines("#")).as("commented out in %s.cfg", name).isEqualTo(commented(defaults));
    assertThat(lines("")).as("set in %s.cfg", name).isEqualTo(switchedOn);

    Settings declared = settings(defaults);
    assertThat(reader.apply(declared)).as("the declared defaults, as they are read").isEqualTo(reader.apply(settings(Map.of())));
    assertThat(declared.unknownKeys()).as("declared, but never read").isEmpty();
  }

  private Map<String, String> commented(Map<String, String> defaults) {
    Map<String, String> expected = new TreeMap<>(defaults);
    expected.putAll(examples);
    expected.keySet().removeAll(switchedOn.keySet());
    return expected;
  }

  /** Keys and values of the lines that begin so; a line that is neither blank, nor a comment, nor a key is a fault. */
  private Map<String, String> lines(String mark) {
    Map<String, String> found = new TreeMap<>();
    for (String line : text()) {
      Matcher form = LINE.matcher(line);
      if (!form.matches()) {
        assertThat(line).as("a line of %s.cfg", name).matches("|#.*");
      } else if (form.group(1).equals(mark)) {
        assertThat(found.put(form.group(2), form.group(3).strip())).as("%s stands twice", form.group(2)).isNull();
      }
    }
    return found;
  }

  private List<String> text() {
    try {
      return Files.readAllLines(folder.resolve(name + ".cfg"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the shipped configuration", unreadable);
    }
  }

  /** As File Install hands them on, which reads the instance of a factory from the name of the file. */
  private Settings settings(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(given);
    return Settings.of(name.replace('-', '~'), all, new EnvironmentOverrides(Map.of()));
  }

  private static Map<String, String> defaults(Class<? extends Annotation> declaration) {
    Map<String, String> defaults = new TreeMap<>();
    for (Method key : declaration.getDeclaredMethods()) {
      defaults.put(key.getName(), String.valueOf(key.getDefaultValue()));
    }
    return defaults;
  }
}
