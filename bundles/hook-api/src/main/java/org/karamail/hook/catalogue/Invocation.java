package org.karamail.hook.catalogue;

import org.karamail.hook.Call;

/** Calls the one method of a point. */
@FunctionalInterface
interface Invocation<H, V> {

  /** What the hook returned; null where a faulty one did; an empty Optional for observers. */
  Object invoke(H hook, V view, Call call);
}
