package org.karamail.hook.engine.internal.registry;

import java.util.concurrent.CompletableFuture;

/**
 * A slot whose component has gone and whose successor is expected: who needs it waits without a thread.
 *
 * @param former the component that has gone
 * @param filled completes when the wait is over, with a successor or without
 */
record Hole(Component former, CompletableFuture<Void> filled) {}
