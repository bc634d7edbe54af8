package org.karamail.intake.internal;

import java.time.Clock;
import java.util.concurrent.Executor;
import org.karamail.hook.engine.HookEngine;

/**
 * What intake needs to ask hooks.
 *
 * @param threads of intake's own, for what waits for a disk, and for messages that have no thread of their own
 */
record IntakeHooks(HookEngine engine, Executor threads, Clock clock) {}
