package org.karamail.model;

/**
 * One recipient of a message and how it is reached.
 *
 * @param index its place in the message, from 0; names it for good
 * @param address as the client gave it
 * @param route how it is reached
 * @param reports what the sender asked of reports about it
 */
public record Recipient(int index, Mailbox address, Route route, ReportWish reports) {

  public Recipient {
    if (index < 0) {
      throw new IllegalArgumentException("recipients count from 0, not " + index);
    }
  }

  /** One about whom nothing was asked of reports. */
  public Recipient(int index, Mailbox address, Route route) {
    this(index, address, route, ReportWish.NONE);
  }

  public Recipient with(ReportWish other) {
    return new Recipient(index, address, route, other);
  }
}
