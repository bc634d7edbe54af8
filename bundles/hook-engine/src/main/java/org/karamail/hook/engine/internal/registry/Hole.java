package org.karamail.hook.engine.internal.registry;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.karamail.hook.catalogue.HookPoint;

/**
 * A slot whose component has gone and whose successor is expected: who needs it waits without a thread.
 *
 * @param points where the component was asked
 * @param filled completes when the wait is over, with a successor or without
 */
record Hole(Set<HookPoint<?, ?>> points, CompletableFuture<Void> filled) {}
