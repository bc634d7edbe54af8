package org.karamail.rocksdb.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who want to know that there may be work. Safe on any thread. */
final class Listeners {

  /** One registration: the same listener may be added twice. */
  private record Registered(Runnable listener, Object mark) {}

  private final List<Registered> all = new CopyOnWriteArrayList<>();

  AutoCloseable add(Runnable listener) {
    Registered registered = new Registered(listener, new Object());
    all.add(registered);
    return () -> all.remove(registered);
  }

  void tell() {
    all.forEach(registered -> registered.listener.run());
  }
}
