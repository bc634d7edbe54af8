package org.karamail.plugin.antispam;

import java.time.Duration;
import java.util.List;
import org.karamail.plugin.daemon.DaemonAddress;
import org.karamail.settings.Settings;

/**
 * What an operator may set; {@code etc/karamail.antispam.cfg} says it in full.
 *
 * @param scanner what listens at the servers
 * @param servers where; empty means that nothing is scanned
 * @param thresholds from which score on what is done
 * @param obey whether what the scanner would do is done, too
 * @param greylistDelay how long a message is put off at least
 * @param maxSize the largest message that is scanned, in octets
 * @param connectTimeout for one server
 * @param timeout for the whole scan
 */
record AntispamSettings(
    Scanner scanner,
    List<DaemonAddress> servers,
    Thresholds thresholds,
    boolean obey,
    Duration greylistDelay,
    long maxSize,
    Duration connectTimeout,
    Duration timeout) {

  static final String PID = "karamail.antispam";

  private static final Duration LEAST = Duration.ofMillis(10);
  private static final long KB = 1024;

  /** What scans. */
  enum Scanner {
    RSPAMD,
    SPAMASSASSIN
  }

  AntispamSettings {
    servers = List.copyOf(servers);
  }

  static AntispamSettings read(Settings settings) {
    return new AntispamSettings(
        settings.choice("scanner", Scanner.RSPAMD, Scanner.class),
        DaemonAddress.read(settings, "servers"),
        Thresholds.read(settings),
        settings.flag("obey", false),
        settings.duration("greylistDelay", Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(1)),
        settings.size("maxSize", 2 * KB * KB, KB, 4 * KB * KB * KB),
        settings.duration("connectTimeout", Duration.ofSeconds(3), LEAST, Duration.ofMinutes(1)),
        settings.duration("timeout", Duration.ofSeconds(25), LEAST, Duration.ofMinutes(10)));
  }
}
