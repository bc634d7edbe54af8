package org.karamail.settings;

import java.util.Map;
import java.util.Optional;

/**
 * Which environment variable wins over which key of which PID: the one table of them.
 *
 * <p>A factory's instances are looked up as {@code pid~name} first, then as {@code pid~*}.
 */
public final class EnvironmentOverrides {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "karamail.smtp~mx/port", "KARAMAIL_SMTP_PORT",
          "karamail.smtp~submission/port", "KARAMAIL_SUBMISSION_PORT",
          "karamail.smtp~*/address", "KARAMAIL_BIND",
          "karamail.guard/redis", "REDIS_HOST",
          "karamail.guard/redisPort", "REDIS_PORT",
          "karamail.guard/redisPassword", "REDIS_PASSWORD",
          "karamail.guard/redisDatabase", "REDIS_DB",
          "karamail.http/port", "KARAMAIL_HTTP_PORT",
          "karamail.http/address", "KARAMAIL_BIND");

  private final Map<String, String> environment;

  /** Overrides taken from these variables. */
  public EnvironmentOverrides(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Which variable wins over this key, for messages that tell an operator where to change a value. */
  public static Optional<String> variable(String pid, String key) {
    return Optional.ofNullable(VARIABLES.get(pid + "/" + key))
        .or(() -> Optional.ofNullable(VARIABLES.get(factoryOf(pid) + "~*/" + key)));
  }

  /** The value that wins over the file, if its variable is set to anything but the empty text. */
  Optional<String> find(String pid, String key) {
    return variable(pid, key)
        .flatMap(variable -> Optional.ofNullable(environment.get(variable)))
        .filter(value -> !value.isBlank());
  }

  private static String factoryOf(String pid) {
    int name = pid.indexOf('~');
    return name < 0 ? pid : pid.substring(0, name);
  }
}
