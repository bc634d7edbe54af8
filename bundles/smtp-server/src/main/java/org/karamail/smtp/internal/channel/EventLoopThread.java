package org.karamail.smtp.internal.channel;

import io.netty.channel.EventLoop;
import org.karamail.intake.HomeThread;

/** The event loop of a connection, as the thread to which its messages belong. */
record EventLoopThread(EventLoop loop) implements HomeThread {

  @Override
  public boolean isCurrent() {
    return loop.inEventLoop();
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }
}
