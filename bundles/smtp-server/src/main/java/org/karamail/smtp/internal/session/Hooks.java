package org.karamail.smtp.internal.session;

import java.time.Clock;
import org.karamail.hook.engine.HookEngine;

/**
 * What sessions need to ask hooks.
 *
 * @param readiness whether the plugins are there without which no mail is taken in
 * @param clock tells when a client connected
 */
public record Hooks(HookEngine engine, Readiness readiness, Clock clock) {

  /** With the readiness of the engine. */
  public static Hooks of(HookEngine engine, Clock clock) {
    return new Hooks(engine, new Readiness(engine, System::nanoTime), clock);
  }
}
