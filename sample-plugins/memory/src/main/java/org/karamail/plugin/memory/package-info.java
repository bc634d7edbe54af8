/**
 * What a plugin remembers of strangers, in memory and on disk: bounded, and there again after a restart.
 *
 * <p><b>What it holds.</b> A {@link org.karamail.plugin.memory.Memory} keeps one value for each {@link
 * org.karamail.plugin.memory.Fingerprint}, a digest of whom or what it is about: no addresses are kept. {@link
 * org.karamail.plugin.memory.Form} says how a value is written.
 *
 * <p><b>Files.</b> A {@link org.karamail.plugin.memory.Journal} in the plugin's data folder: lines with a checksum, appended as
 * things happen and written anew, in one rename, when most of them are out of date. A process that is killed loses nothing
 * that was noted; after a power cut the last seconds may be gone. A line that is torn is skipped.
 *
 * <p><b>Replacement.</b> While an old version of a plugin ends its transactions beside a new one, both append to the journal;
 * what the old one learns is known to the new one after the next start.
 *
 * <p><b>Who has it.</b> The plugins greylist, antispam and reputation; each carries a copy of its own.
 *
 * <p><b>Threads.</b> A memory belongs to an object that guards it with a lock. <b>Failures.</b> When the disk does not take the
 * journal, what is in memory goes on and the log says so once.
 */
package org.karamail.plugin.memory;
