/**
 * Greylisting (RFC 6647): strangers are asked to come back later.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.greylist.Greylist} is asked at RCPT. The client's network, the sender and
 * the recipient together are looked up in a {@link org.karamail.plugin.greylist.GreyBook}; what is new there is deferred until
 * the delay has passed. A network that came back for several triplets is greeted like a friend from then on.
 *
 * <p><b>Files.</b> {@link org.karamail.plugin.greylist.Journal} keeps the book below the plugin's data folder: lines with a
 * checksum, appended as things happen and written anew, in one rename, when most of them are out of date. A process that is
 * killed loses nothing; after a power cut the last seconds may be gone, which makes somebody a stranger again. A line that is
 * torn is skipped. Addresses are kept as digests.
 *
 * <p><b>Replacement.</b> While an old version of this plugin ends its transactions beside a new one, both append to the
 * journal; what the old one learns is known to the new one after the next start.
 *
 * <p><b>Threads.</b> Any; the book has one lock, held for a look-up and a short write. <b>Failures.</b> When the disk does not
 * take the journal, the book in memory goes on and the log says so once.
 */
package org.karamail.plugin.greylist;
