/**
 * How delivery works inside.
 *
 * <pre>
 *   store ──work, due──▶ Dispatcher ──lease──▶ Desk ──▶ Workers ──▶ Courier ──▶ Transport
 *                          ▲   │                │                     │
 *                       Signal └ Slots          └──▶ Reporter         └ OutcomeTable
 *                          │                              │                │
 *                          └────────── slot free ─── Books ◀───────────────┘──▶ store
 * </pre>
 *
 * <p><b>The way of a lease.</b> The dispatcher claims it when there is a slot and its site has room; the desk takes the slot
 * and hands it to a worker; the courier asks the transport and turns what it says, or what it fails to say, into updates;
 * the books hand them to the store. Every lease ends in the books, by an update or by being given back.
 *
 * <p><b>Hooks.</b> Where anybody is registered, the courier asks {@link org.karamail.delivery.internal.HookedAttempt} before
 * it asks the transport, and about deferrals after; the books tell it when the outcome is on disk. The worker waits for the
 * answers, as part of the attempt: they make it slow, and it can be stopped there.
 *
 * <p><b>Slow attempts.</b> After 5 s an attempt moves into the slow lane and its slot serves another; after {@code
 * deliveryTimeout} it is interrupted. A site that is slow gets less room until it answers ({@link
 * org.karamail.delivery.internal.SiteLoad}).
 *
 * <p><b>Sites.</b> Limits, turns and breakers attach to sites: all routes to the same hosts. Which site a route belongs to is
 * known once somebody has looked it up, so the first attempt of a route may find that its site has no room: then its lease is
 * given back, and waits for its turn among those of its site.
 *
 * <p><b>Sites in trouble.</b> After ten attempts in a row that nobody answered, a site is left alone for a minute ({@link
 * org.karamail.delivery.internal.Breaker}): it has no room then, no attempt is counted, and other sites do not notice.
 *
 * <p><b>Threads.</b> {@code karamail-dispatcher} claims and watches. {@code karamail-delivery-N} make one attempt at a time.
 * Outcomes become durable on the store's thread, which only frees a slot and raises a signal. Nothing here waits while it
 * holds a lock.
 */
package org.karamail.delivery.internal;
