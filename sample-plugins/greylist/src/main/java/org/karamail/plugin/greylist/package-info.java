/**
 * Greylisting (RFC 6647): strangers are asked to come back later.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.greylist.Greylist} is asked at RCPT. The client's network, the sender and
 * the recipient together are looked up in a {@link org.karamail.plugin.greylist.GreyBook}; what is new there is deferred until
 * the delay has passed. A network that came back for several triplets is greeted like a friend from then on.
 *
 * <p><b>Files.</b> The book is a memory with a journal below the plugin's data folder; {@code org.karamail.plugin.memory}, which
 * this plugin carries, says what that keeps and what it does not.
 *
 * <p><b>Threads.</b> Any; the book has one lock, held for a look-up and a short write.
 */
package org.karamail.plugin.greylist;
