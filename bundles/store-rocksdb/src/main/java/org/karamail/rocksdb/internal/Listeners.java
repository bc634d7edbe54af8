package org.karamail.rocksdb.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to know that there may be work. Safe on any thread. */
final class Listeners {

  /** One registration: the same listener may be added twice. */
  private record Registered(Runnable listener, Object mark) {}

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<Registered> all = new CopyOnWriteArrayList<>();

  AutoCloseable add(Runnable listener) {
    Registered registered = new Registered(listener, new Object());
    all.add(registered);
    return () -> all.remove(registered);
  }

  /** One that throws does not keep the others from hearing. */
  void tell() {
    for (Registered registered : all) {
      try {
        registered.listener.run();
      } catch (RuntimeException bug) {
        LOG.error("a listener for work failed; please report it", bug);
      }
    }
  }
}
