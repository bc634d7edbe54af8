package org.karamail.plugin.antivirus;

/** What clamd has said of a message. */
sealed interface ScanResult {

  /** It found nothing. */
  record Clean() implements ScanResult {}

  /**
   * It found malware.
   *
   * @param signature its name: printable ASCII, no longer than a line
   */
  record Infected(String signature) implements ScanResult {}

  /** It does not take a message of this length. */
  record TooBig() implements ScanResult {}
}
