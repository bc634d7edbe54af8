package org.karamail.hook;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Marks everything a plugin may register to be called by Karamail. A plugin implements the interfaces of the points it is
 * interested in ({@code org.karamail.hook.connection} and its neighbours), one method each, and registers itself as a
 * service of those interfaces.
 *
 * <p>It has no type parameter on purpose: a shared generic parent would forbid one class to implement two points.
 */
@ConsumerType
public interface Hook {

  /**
   * At which of its points it has work. Asked once, when the plugin is activated, on a hook thread; from then on the engine
   * reads what is returned, which is the plugin's to change.
   *
   * @return its duty; everywhere, unless the plugin says otherwise
   */
  default Duty duty() {
    return new Duty();
  }
}
