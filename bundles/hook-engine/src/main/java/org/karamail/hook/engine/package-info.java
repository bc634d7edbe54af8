/**
 * Finds hook services, orders them, runs them on time and in isolation, counts them.
 *
 * <p><b>What it does.</b> Listeners, intake and delivery begin a {@link org.karamail.hook.engine.HookTransaction} for each
 * connection, mail transaction and delivery attempt, ask its points, and close it. Between begin and close they see one
 * version of every plugin, whatever is deployed meanwhile.
 *
 * <p><b>Promises.</b>
 *
 * <ul>
 *   <li>Plugin code runs on hook threads only. A point at which nobody is registered costs no hand-over.
 *   <li>No stage fails because of a plugin: exception, Error, time-out, null, failed stage and illegal verdict are the same
 *       fault, and the hook's failure policy answers for it. A fault is never a permanent refusal.
 *   <li>A call that comes back too late changes nothing.
 *   <li>No plugin holds more than its permits; without one a call is busy, which defers and is nobody's fault.
 * </ul>
 *
 * <p><b>Threads.</b> Methods may be called on any thread and do not wait. Stages complete on hook threads: callers continue
 * on their own.
 *
 * <p><b>Limits.</b> One JVM contains no {@code Runtime.halt}, no exhausted memory and no native crash; a spinning plugin
 * keeps its share of a core until the next restart. Health says so.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.hook.engine;
