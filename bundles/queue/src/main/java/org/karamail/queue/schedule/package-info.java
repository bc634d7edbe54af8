/**
 * What every embedded store needs beside its files: the work that waits, in memory, in the order in which it is due and
 * deserves its turn.
 *
 * <p><b>What it does.</b> A store puts a {@link org.karamail.queue.schedule.Work} for every group of open recipients of one
 * message that share a route and a due time, removes it when they are held, cancelled or finished, and claims from {@link
 * org.karamail.queue.schedule.Schedule} instead of searching its files. A shared store does this in SQL and does not use
 * this package.
 *
 * <p><b>Promises.</b> Nothing here is durable: after a start the store puts again what its files say. Due work of one
 * message on one route is claimed as one piece. No band, no route and no message starves another; the rules are in {@link
 * org.karamail.queue.schedule.Schedule}.
 *
 * <p><b>Threads.</b> Any; calls are short and take one lock.
 *
 * <p><b>Failures.</b> None of its own.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.queue.schedule;
