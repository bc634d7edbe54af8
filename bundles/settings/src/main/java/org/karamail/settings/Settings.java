package org.karamail.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The configuration of one component, read key by key. Each reader takes the default that stands in the shipped file, which is
 * what it answers for a key that is absent or empty, and throws {@link InvalidSettingException} when the value is outside what
 * it accepts; bounds belong to what is accepted.
 *
 * <p>Not for sharing between threads: read it into a record and drop it.
 */
public final class Settings {

  private static final Set<String> NOT_OURS =
      Set.of("component.id", "component.name", "felix.fileinstall.filename", "service.bundleLocation");

  private final String pid;
  private final Map<String, ?> properties;
  private final EnvironmentOverrides overrides;
  private final Set<String> asked = new TreeSet<>();

  private Settings(String pid, Map<String, ?> properties, EnvironmentOverrides overrides) {
    this.pid = pid;
    this.properties = Map.copyOf(properties);
    this.overrides = overrides;
  }

  /** The settings of a component, over which the environment of this process has its say. */
  public static Settings of(String defaultPid, Map<String, ?> properties) {
    return of(defaultPid, properties, new EnvironmentOverrides(System.getenv()));
  }

  /**
   * The settings of a component, for tests that bring an environment of their own.
   *
   * @param defaultPid its PID when Configuration Admin has given it none
   * @param properties as the activate method got them
   * @param overrides what the environment has to say
   */
  public static Settings of(String defaultPid, Map<String, ?> properties, EnvironmentOverrides overrides) {
    Object given = properties.get("service.pid");
    return new Settings(given instanceof String text ? text : defaultPid, properties, overrides);
  }

  /** The PID, {@code karamail.smtp~mx} for an instance of a factory. */
  public String pid() {
    return pid;
  }

  /** The name of a factory's instance, {@code mx} in {@code karamail.smtp~mx}; the whole PID otherwise. */
  public String instanceName() {
    return pid.substring(pid.indexOf('~') + 1);
  }

  /** A text, without the white space around it. */
  public String text(String key, String fallback) {
    return raw(key).orElse(fallback);
  }

  /** {@code true} or {@code false}, in any case; {@code yes} and {@code 1} are refused. */
  public boolean flag(String key, boolean fallback) {
    return value(key, fallback, "true or false", Settings::parseFlag);
  }

  /** A whole number. */
  public int number(String key, int fallback, int least, int most) {
    return value(
        key, fallback, "a whole number from " + least + " to " + most, text -> parseInt(text, least, most));
  }

  /** A duration with its unit, {@code 250ms} to {@code 36d}; a bare number is refused. */
  public Duration duration(String key, Duration fallback, Duration least, Duration most) {
    String accepted = "a duration such as 30s, 5m or 2h, from " + Units.text(least) + " to " + Units.text(most);
    return value(
        key,
        fallback,
        accepted,
        text -> Units.duration(text).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
  }

  /** A size in octets: {@code 128KB}, where K is 1024; a bare number is octets. */
  public long size(String key, long fallback, long least, long most) {
    String accepted = "a size such as 64KB, 25MB or 2GB, from " + Units.text(least) + " to " + Units.text(most);
    return value(key, fallback, accepted, text -> Units.size(text).filter(size -> size >= least && size <= most));
  }

  /** A list separated by commas; empty items are dropped. */
  public List<String> list(String key, List<String> fallback) {
    return raw(key).map(Settings::split).orElse(fallback);
  }

  /** One of the names of an enum, in any case. */
  public <E extends Enum<E>> E choice(String key, E fallback, Class<E> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    return value(
        key,
        fallback,
        "one of " + String.join(", ", names),
        text ->
            Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equalsIgnoreCase(text)).findFirst());
  }

  /**
   * A value of any kind.
   *
   * @param accepted says in words what the parser accepts
   * @param parser answers empty for what it does not accept
   */
  public <T> T value(String key, T fallback, String accepted, Function<String, Optional<T>> parser) {
    Optional<String> raw = raw(key);
    if (raw.isEmpty()) {
      return fallback;
    }
    return parser.apply(raw.get()).orElseThrow(() -> refusal(key, raw.get(), accepted));
  }

  /** The exception for a value that is wrong for a reason this class cannot know. */
  public InvalidSettingException refusal(String key, String value, String accepted) {
    return new InvalidSettingException(pid, key, value, accepted);
  }

  /** Says that these keys are known: another component reads them. */
  public void leave(String... keys) {
    asked.addAll(List.of(keys));
  }

  /** Keys that are set but were never read: misspelt ones, most often. Call it after the last reader. */
  public List<String> unknownKeys() {
    return properties.keySet().stream()
        .filter(key -> !asked.contains(key) && !isOfThePlatform(key))
        .sorted()
        .toList();
  }

  private static boolean isOfThePlatform(String key) {
    return NOT_OURS.contains(key) || key.startsWith("service.") || key.startsWith("felix.") || key.startsWith("osgi.")
        || key.startsWith("hook.") || key.startsWith(".") || key.endsWith(".target");
  }

  private Optional<String> raw(String key) {
    asked.add(key);
    Optional<String> fromEnvironment = overrides.find(pid, key);
    if (fromEnvironment.isPresent()) {
      return fromEnvironment.map(String::trim);
    }
    return Optional.ofNullable((Object) properties.get(key)).map(Settings::asText).filter(text -> !text.isEmpty());
  }

  private static String asText(Object value) {
    if (value instanceof Object[] many) {
      return asText(Arrays.asList(many));
    }
    return value instanceof Collection<?> many
        ? String.join(",", many.stream().map(String::valueOf).toList())
        : value.toString().trim();
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",")).map(String::trim).filter(item -> !item.isEmpty()).toList();
  }

  private static Optional<Boolean> parseFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> parseInt(String text, int least, int most) {
    return Units.wholeNumber(text)
        .filter(number -> number >= least && number <= most)
        .map(Math::toIntExact);
  }
}
