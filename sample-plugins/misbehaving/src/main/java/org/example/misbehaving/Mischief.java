package org.example.misbehaving;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.karamail.hook.Call;
import org.karamail.hook.IncomingMessage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** All the ways in which a plugin can be bad. Those that would last for ever last until the configuration changes. */
final class Mischief {

  private final Bundle bundle;
  private volatile Object round = new Object();
  private volatile Object kept = "nothing";

  Mischief(Bundle bundle) {
    this.bundle = bundle;
  }

  /** The tests are over with it: threads that were lost come back. */
  void end() {
    round = new Object();
  }

  void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  <A> A make(String way, A good, Object view, Call call) {
    switch (way) {
      case "throws" -> throw new IllegalStateException("misbehaving");
      case "overflows" -> deeper(1);
      case "memory" -> throw new OutOfMemoryError("thrown by hand");
      case "no_class" -> throw new NoClassDefFoundError("org/example/Absent");
      case "null" -> {
        return null;
      }
      case "sleeps" -> sleep();
      case "spins" -> spin(false);
      case "deaf" -> spin(true);
      case "leaks_threads" -> leak();
      case "keeps_message" -> keep(view, call);
      case "disappears" -> disappear();
      default -> { }
    }
    return good;
  }

  private int deeper(int depth) {
    return depth == 0 ? 0 : deeper(depth + 1) + 1;
  }

  private static void sleep() {
    try {
      TimeUnit.HOURS.sleep(1);
    } catch (InterruptedException woken) {
      throw new IllegalStateException("woken", woken);
    }
  }

  /** Ignores interrupts, awake or asleep. */
  private void spin(boolean asleep) {
    Object mine = round;
    while (mine == round) {
      if (asleep) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        Thread.interrupted();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void leak() {
    Object mine = round;
    Thread thread =
        new Thread(
            () -> {
              while (mine == round) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
              }
            },
            "leaked-by-a-plugin");
    thread.setDaemon(true);
    thread.start();
  }

  /** Tries to read the message of the call before: that must not work any more, and do no harm. */
  private void keep(Object view, Call call) {
    if (kept instanceof IncomingMessage message) {
      try {
        message.body().open().readAllBytes();
        call.log().warn("a kept message could still be read");
      } catch (IOException | IllegalStateException refused) {
        call.log().info("a kept message was refused: {}", refused.toString());
      }
    }
    kept = view;
  }

  private void disappear() {
    try {
      bundle.stop();
    } catch (BundleException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
