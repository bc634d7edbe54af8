package org.karamail.maildir.internal;

import org.karamail.model.QueueId;

/**
 * The name of a delivered file: {@code <seconds>.<queue id>R<recipient>.karamail}.
 *
 * <p>It has the three parts that readers of Maildir know, the first being the time the message was taken in, by which they
 * sort. It never depends on when or by which process the message is delivered, so that a second attempt meets the first
 * one's file.
 */
record UniqueName(String text) {

  static UniqueName of(QueueId id, int recipient) {
    return new UniqueName(id.time().getEpochSecond() + "." + id + "R" + recipient + ".karamail");
  }

  /** Whether a file is this message, with or without what readers append: {@code :2,S}, {@code ,S=1234:2,RS}. */
  boolean isNameOf(String file) {
    return file.startsWith(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
