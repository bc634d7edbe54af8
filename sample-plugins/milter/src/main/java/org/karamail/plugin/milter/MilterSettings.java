package org.karamail.plugin.milter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.karamail.plugin.daemon.DaemonAddress;
import org.karamail.settings.Settings;

/**
 * What an operator may set; {@code etc/karamail.milter.cfg} says it in full.
 *
 * @param milters in the order in which they are asked
 * @param hostname what we call ourselves
 * @param connectTimeout for connecting to one
 * @param sendTimeout for taking what is sent
 * @param commandTimeout for an answer before the end of the message
 * @param messageTimeout for an answer at the end of the message
 * @param maxReplacedBody the largest body that a milter may put in the place of the message's, in octets
 * @param maxSessions how many clients' sessions are told step by step at once
 */
record MilterSettings(
    List<DaemonAddress> milters,
    String hostname,
    Duration connectTimeout,
    Duration sendTimeout,
    Duration commandTimeout,
    Duration messageTimeout,
    long maxReplacedBody,
    int maxSessions) {

  static final String PID = "karamail.milter";

  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofMinutes(10);
  private static final int MOST_SESSIONS = 100_000;
  private static final long KB = 1024;

  MilterSettings {
    milters = List.copyOf(milters);
  }

  /** Reads them; the instance's own name stands in for one that is not set. */
  static MilterSettings read(Settings settings, String ownName) {
    return new MilterSettings(
        DaemonAddress.read(settings, "milters"),
        settings.value("hostname", ownName, "a host name", MilterSettings::name),
        settings.duration("connectTimeout", Duration.ofSeconds(3), LEAST, MOST),
        settings.duration("sendTimeout", Duration.ofSeconds(10), LEAST, MOST),
        settings.duration("commandTimeout", Duration.ofSeconds(10), LEAST, MOST),
        settings.duration("messageTimeout", Duration.ofSeconds(45), LEAST, MOST),
        settings.size("maxReplacedBody", 16 * KB * KB, KB, KB * KB * KB),
        settings.number("maxSessions", 1000, 1, MOST_SESSIONS));
  }

  private static Optional<String> name(String text) {
    return text.matches("[A-Za-z0-9._:\\[\\]-]{1,255}") ? Optional.of(text) : Optional.empty();
  }
}
