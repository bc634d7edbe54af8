/**
 * How hooks are run: pool, permits, budgets, folds, the one fault rule, figures and quarantine. Knows no OSGi.
 *
 * <p>A chain is the hooks of one point being asked for one transaction. It runs from end to end on one thread of the pool;
 * the watchdog takes it off a thread that does not come back. Whatever a plugin does ends as an answer or as a {@link
 * org.karamail.hook.engine.internal.run.Problem}, never as an exception of ours.
 */
package org.karamail.hook.engine.internal.run;
