/**
 * Has messages judged by rspamd or SpamAssassin, at {@code onAntispamScan}.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.antispam.Antispam} streams each message to the scanner, with who sent it
 * from where to whom, and gets a score back. Thresholds say from which score on a message is marked, put off for a while,
 * held, or refused. Without {@code servers} it does nothing.
 *
 * <p><b>Promises.</b> A message has a score only when the scanner has given it one in full. Everything else is a fault of the
 * call, and the failure policy of the hook answers (defer unless configured). What says that a message is spam, or is none,
 * is removed from mail that brings it along.
 *
 * <p><b>Files.</b> Who was put off, and when, is in {@code antispam.journal} below the plugin's data folder, as digests, for a
 * day; a restart of plugin or server forgets nobody. When the disk does not take it, the memory goes on and the log says so.
 *
 * <p><b>Threads.</b> One call is one connection on the thread of the call; never longer than the call's budget. The message
 * is never whole in memory.
 */
package org.karamail.plugin.antispam;
