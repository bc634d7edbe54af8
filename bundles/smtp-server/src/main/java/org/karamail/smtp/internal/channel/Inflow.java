package org.karamail.smtp.internal.channel;

import io.netty.channel.Channel;
import org.karamail.smtp.internal.bytes.Input;

/** Whether a client is read from: not while so much of what it sent waits that its turn must come first. */
final class Inflow {

  private static final int MOST_QUEUED = 64 * 1024;

  private final Channel channel;
  private final Input input;

  Inflow(Channel channel, Input input) {
    this.channel = channel;
    this.input = input;
  }

  /** Reads or does not, by what is queued now; on the event loop. */
  void settle() {
    boolean wanted = input.readable() < MOST_QUEUED;
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }

  /** Reads whatever comes; on the event loop. */
  void open() {
    channel.config().setAutoRead(true);
  }

  /** Whether nothing is read now; on any thread. */
  boolean isHeldBack() {
    return !channel.config().isAutoRead();
  }
}
