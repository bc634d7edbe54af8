package org.karamail.hook.engine.internal.run;

/** What a thread of the {@link HookPool} is given to do. */
interface PoolTask extends Runnable {

  /**
   * Whether it will be over in less time than waking a thread takes, as far as experience tells. Asked under the pool's lock:
   * cheap.
   */
  boolean isShort();
}
