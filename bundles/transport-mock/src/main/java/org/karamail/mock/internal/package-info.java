/**
 * A next hop that is only played, for drills: what becomes of mail that is taken, deferred, refused, or kept waiting.
 *
 * <p><b>What it does.</b> The transport {@code mock} looks at each recipient's address and does what {@code karamail.mock}
 * says of the first pattern that fits: it hangs, defers (4yz), refuses (5yz), or reads the message to its end and forgets it.
 * A recipient that fits nothing is deferred, never lost. Routes lead to it by {@code transports} of {@code
 * karamail.routing}, or by a hook (onRoute).
 *
 * <p><b>Promises.</b> It is not there until a pattern is configured, and mail for it waits without a counted attempt. While
 * it is there the log says so as a warning. A change of the patterns ends a hang that they no longer ask for.
 *
 * <p><b>Threads.</b> Called on delivery's workers; a hang keeps one, as a tarpit does, until {@code deliveryTimeout} ends
 * the attempt.
 */
package org.karamail.mock.internal;
