/**
 * ARC (RFC 8617): what those have found who had a message before us, chained by their seals.
 *
 * <p>{@link org.karamail.plugin.mailauth.arc.ArcCheck} validates the chain of a message as it came in; {@link
 * org.karamail.plugin.mailauth.arc.Sealer} adds our own set to a message that goes on to another host. Every seal of a chain is
 * verified, and the newest message signature. A chain with a gap, a set that is not whole, more than 50 sets or a seal that says
 * fail is a failed one; a key that cannot be looked up leaves it open ({@code temperror}), and such a chain is not sealed.
 *
 * <p>Whether a sealer is to be believed is no question this package answers: its result is told, nothing is decided by it.
 */
package org.karamail.plugin.mailauth.arc;
