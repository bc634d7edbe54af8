package org.karamail.plugin.antivirus;

import java.time.Duration;
import java.util.List;
import org.karamail.message.HeaderField;
import org.karamail.plugin.daemon.DaemonAddress;
import org.karamail.settings.Settings;

/**
 * What an operator may set; {@code etc/karamail.antivirus.cfg} says it in full.
 *
 * @param servers where clamd listens; empty means that nothing is scanned
 * @param action what becomes of an infected message
 * @param header the field that marks it
 * @param maxSize the largest message that is scanned, in octets
 * @param oversized what becomes of a larger one
 * @param connectTimeout for one server
 * @param timeout for the whole scan
 */
record AntivirusSettings(
    List<DaemonAddress> servers,
    Action action,
    String header,
    long maxSize,
    Oversized oversized,
    Duration connectTimeout,
    Duration timeout) {

  static final String PID = "karamail.antivirus";

  private static final Duration LEAST = Duration.ofMillis(10);
  private static final long KB = 1024;

  /** What becomes of an infected message. */
  enum Action {
    REJECT,
    QUARANTINE,
    DISCARD,
    HEADER
  }

  /** What becomes of a message that is too big to be scanned. */
  enum Oversized {
    REJECT,
    QUARANTINE,
    DEFER,
    PASS
  }

  AntivirusSettings {
    servers = List.copyOf(servers);
  }

  static AntivirusSettings read(Settings settings) {
    return new AntivirusSettings(
        DaemonAddress.read(settings, "servers"),
        settings.choice("action", Action.REJECT, Action.class),
        header(settings),
        settings.size("maxSize", 100 * KB * KB, KB, 4 * KB * KB * KB),
        settings.choice("oversized", Oversized.QUARANTINE, Oversized.class),
        settings.duration("connectTimeout", Duration.ofSeconds(3), LEAST, Duration.ofMinutes(1)),
        settings.duration("timeout", Duration.ofSeconds(25), LEAST, Duration.ofMinutes(10)));
  }

  private static String header(Settings settings) {
    String name = settings.text("header", "X-Virus-Status");
    try {
      return HeaderField.of(name, "").name();
    } catch (IllegalArgumentException none) {
      throw settings.refusal("header", name, "the name of a header field");
    }
  }
}
