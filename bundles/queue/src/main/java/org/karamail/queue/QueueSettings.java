package org.karamail.queue;

import java.time.Duration;

/**
 * What an operator may set about the queue.
 *
 * @param retry when to try again and when to give up
 * @param diskReserve octets that must stay free; below it nothing is taken in (default 256 MB)
 * @param inlineBodyLimit bodies up to this many octets live in the store itself, larger ones in files (default 128 KB)
 * @param keepHistory how long the history of a finished message is kept
 * @param keepFailed how long a message that failed or expired is kept, so that an operator can requeue it
 */
public record QueueSettings(
    RetrySchedule retry, long diskReserve, int inlineBodyLimit, Duration keepHistory, Duration keepFailed) {

  public QueueSettings {
    if (diskReserve < 0 || inlineBodyLimit < 0) {
      throw new IllegalArgumentException("reserve and limit must not be negative");
    }
  }
}
