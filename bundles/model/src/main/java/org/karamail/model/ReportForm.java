package org.karamail.model;

import java.util.Optional;

/**
 * What a sender asked of all reports about a message (RFC 3461 sections 4.3, 4.4).
 *
 * @param returned how much of the message comes back with a report of failure; empty when the client left it to us
 * @param envelopeId ENVID as it came: xtext, by which the sender knows its message again
 */
public record ReportForm(Optional<Returned> returned, Optional<String> envelopeId) {

  /** Nothing was said. */
  public static final ReportForm NONE = new ReportForm(Optional.empty(), Optional.empty());

  /** The RET parameter. The code is written to disk and never changes its meaning. */
  public enum Returned implements Coded {
    /** The header. */
    HDRS(1),
    /** The whole message. */
    FULL(2);

    private final int code;

    Returned(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }
}
