package org.karamail.hook.engine.internal.run;

import java.util.Optional;

/**
 * What came of an activation.
 *
 * @param found the service; empty when there is a problem
 * @param problem what went wrong, in words; empty when nothing did
 */
public record Activated<T>(Optional<T> found, String problem) {}
