/**
 * Says whether a thing may be done now: rate limits, one implementation for whoever needs one.
 *
 * <p><b>What it does.</b> {@link org.karamail.guard.Guard} is asked whether so many more of something may happen, under one
 * key or several, and counts them when they may. A {@link org.karamail.guard.Rate} is so many permits in any window,
 * and how many of them at once; a key may have several rates, and the tightest one decides.
 *
 * <pre>{@code
 * Claim ofClient = Claim.of("smtp:client:192.0.2.25", Rate.of(100, Duration.ofHours(1)));
 * Claim ofSender = Claim.of("smtp:sender:ann@example.org", Rate.parse("20/1m burst 5").orElseThrow());
 * guard.take(List.of(ofClient, ofSender)).thenApply(decision -> decision.isAllowed() ? … : … decision.waiting());
 * }</pre>
 *
 * <p><b>Promises.</b> All claims of a question are granted or none is: what one key refuses costs the others nothing. In
 * any window, wherever it begins, at most {@code permits} pass, and never more than {@code burst} at once; what was taken counts
 * for a window, and a 32nd of it longer at most. Memory is bounded by {@code karamail.guard} {@code maxKeys}: the key used
 * longest ago is forgotten first, and one that took nothing for a window costs nothing to forget. Counts do not survive a
 * restart, unless they are shared.
 *
 * <p><b>Several nodes.</b> With {@code redis} set, all nodes that name the same server share their limits; its clock is the
 * clock. While it does not answer, each node goes on with what it has counted itself, says so once in the log, and returns to
 * the shared counts when the server does.
 *
 * <p><b>Threads.</b> Every method may be called on any thread and never waits. Stages complete at once, or on a thread of
 * this bundle when the limits are shared; what depends on them without {@code Async} must not wait.
 *
 * <p><b>Failures.</b> Stages never complete exceptionally.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.guard;
