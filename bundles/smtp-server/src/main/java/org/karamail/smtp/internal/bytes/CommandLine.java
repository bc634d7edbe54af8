package org.karamail.smtp.internal.bytes;

/** One command line as it came, or what is wrong with it as a line. */
public final class CommandLine {

  /** Why a line is no command. */
  public enum Defect {
    NONE,
    /** Longer than any command may be. */
    TOO_LONG,
    /** So long that nobody will wait for its end. */
    ENDLESS,
    /** CR or LF apart from CRLF (RFC 5321 section 2.3.8). */
    BARE_CR_OR_LF,
    /** NUL or another control character. */
    CONTROL
  }

  private static final byte[] NOTHING = {};

  private final byte[] octets;
  private final Defect defect;

  private CommandLine(byte[] octets, Defect defect) {
    this.octets = octets;
    this.defect = defect;
  }

  static CommandLine of(byte[] octets) {
    return new CommandLine(octets, Defect.NONE);
  }

  static CommandLine defective(Defect defect) {
    return new CommandLine(NOTHING, defect);
  }

  /** The line without its end, not to be changed; empty when it has a defect. */
  public byte[] octets() {
    return octets;
  }

  public Defect defect() {
    return defect;
  }
}
