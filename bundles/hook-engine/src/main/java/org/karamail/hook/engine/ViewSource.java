package org.karamail.hook.engine;

import org.karamail.hook.Edits;

/**
 * Builds the view of a point for the message as edited so far.
 *
 * @param <V> the view
 */
@FunctionalInterface
public interface ViewSource<V> {

  /** The view with these edits made; the same view where there are none. */
  V with(Edits edits);
}
