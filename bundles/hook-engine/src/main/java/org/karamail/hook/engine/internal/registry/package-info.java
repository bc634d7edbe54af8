/**
 * Which plugins there are, in which version, and who uses them at this moment: discovery, pins, drains, holes, and what the
 * operator sees of it all.
 *
 * <pre>
 *                      REGISTERED, activated
 *        (nothing) ────────────────────────────▶ in force ◀───────────────┐
 *                                                   │ UNREGISTERING       │ a successor
 *                                                   ▼                     │
 *                                          hole: new transactions wait ───┤
 *                                                   │ grace is over       │
 *                                                   ▼                     │
 *                        gone (stopped or uninstalled on purpose), or ────┘
 *                        vacant (a replacement that failed: its failure policy answers)
 * </pre>
 *
 * <p>Pins and drains are per start of a bundle, see {@code Generation}; {@code HookRegistry} has the rules of pinning, {@code
 * HookTracker} those of the framework's events.
 */
package org.karamail.hook.engine.internal.registry;
