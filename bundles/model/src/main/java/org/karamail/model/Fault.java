package org.karamail.model;

/**
 * Why an attempt got no answer: a kind that decides what is done next, and words for the log.
 *
 * @param category where it went wrong
 * @param detail for the operator's log and the queue view; may name hosts and files, so it never goes to a stranger
 */
public record Fault(Category category, String detail) {

  /** Where an attempt went wrong. The code is written to disk and never changes its meaning. */
  public enum Category implements Coded {
    /** No connection, or a lost one. */
    CONNECTION(1),
    /** No answer from the name servers. */
    DNS(2),
    /** No agreement on encryption, or a certificate that does not hold. */
    TLS(3),
    /** The peer took too long. */
    TIMEOUT(4),
    /** The peer said something that is no SMTP. */
    PROTOCOL(5),
    /** This host failed: a full disk, a missing transport, a bug. */
    LOCAL(6);

    private final int code;

    Category(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  @Override
  public String toString() {
    return category + ": " + detail;
  }
}
