package org.karamail.guard.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.settings.Settings;

/**
 * What an operator may set about limits; the shipped {@code etc/karamail.guard.cfg} says it in full.
 *
 * @param maxKeys how many keys are kept in memory
 * @param redis through which server limits are shared; empty for those of this node
 */
record GuardSettings(int maxKeys, Optional<Redis> redis) {

  static final String PID = "karamail.guard";

  private static final int PORT = 6379;
  private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
  private static final String ACCEPTED_PLACE = "a host, with a port where it is not 6379: 127.0.0.1, redis.example.org:6380, [::1]:6379";

  /**
   * A Redis server.
   *
   * @param password empty for none
   * @param prefix what all keys begin with
   */
  record Redis(String host, int port, String password, int database, Duration timeout, String prefix) {

    /** Without the password. */
    @Override
    public String toString() {
      return host + ":" + port + (database == 0 ? "" : "/" + database);
    }
  }

  static GuardSettings read(Settings settings) {
    int maxKeys = settings.number("maxKeys", 100_000, 1_000, 10_000_000);
    String place = settings.text("redis", "");
    settings.leave("redisPort", "redisPassword", "redisDatabase", "redisTimeout", "redisPrefix");
    return new GuardSettings(maxKeys, place.isEmpty() ? Optional.empty() : Optional.of(redis(settings, place)));
  }

  private static Redis redis(Settings settings, String place) {
    Matcher form = PLACE.matcher(place);
    if (!form.matches()) {
      throw settings.refusal("redis", place, ACCEPTED_PLACE);
    }
    String host = form.group(1).replace("[", "").replace("]", "");
    String named = form.group(2);
    int port = named == null ? settings.number("redisPort", PORT, 1, 65_535) : Integer.parseInt(named);
    if (port < 1 || port > 65_535) {
      throw settings.refusal("redis", place, ACCEPTED_PLACE);
    }
    return new Redis(
        host,
        port,
        settings.text("redisPassword", ""),
        settings.number("redisDatabase", 0, 0, 1_000),
        settings.duration("redisTimeout", Duration.ofMillis(250), Duration.ofMillis(10), Duration.ofSeconds(10)),
        settings.text("redisPrefix", "karamail:guard:"));
  }
}
