package org.karamail.itests.smtp;

/** One reply as it came: the code of its last line, and all its lines. */
public record SmtpReply(int code, String text) {

  /** Whether it says yes, or go on. */
  public boolean positive() {
    return code < 400;
  }

  /** Whether it says try again later. */
  public boolean temporary() {
    return code >= 400 && code < 500;
  }
}
