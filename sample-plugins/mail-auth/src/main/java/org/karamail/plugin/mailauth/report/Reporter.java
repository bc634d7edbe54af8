package org.karamail.plugin.mailauth.report;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How reports are made, and by whom.
 *
 * @param mode what becomes of them
 * @param receiver our name
 * @param organization who we are, for people
 * @param from the address that reports come from
 * @param server who takes them, by SMTP
 * @param period how long each is about
 */
public record Reporter(
    Mode mode, String receiver, String organization, String from, InetSocketAddress server, Duration period) {

  /** What becomes of reports. */
  public enum Mode {
    /** Nothing is collected. */
    NONE,
    /** They are written as files. */
    WRITE,
    /** They are sent to those who ask for them. */
    SEND
  }
}
