package org.karamail.model;

/**
 * One recipient of a message and how it is reached.
 *
 * @param index its place in the message, from 0; names it for good
 * @param address as the client gave it
 * @param route how it is reached
 */
public record Recipient(int index, Mailbox address, Route route) {

  public Recipient {
    if (index < 0) {
      throw new IllegalArgumentException("recipients count from 0, not " + index);
    }
  }
}
