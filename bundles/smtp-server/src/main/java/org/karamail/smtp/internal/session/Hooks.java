package org.karamail.smtp.internal.session;

import java.time.Clock;
import org.karamail.hook.engine.HookEngine;

/**
 * What sessions need to ask hooks.
 *
 * @param clock tells when a client connected
 */
public record Hooks(HookEngine engine, Clock clock) {}
