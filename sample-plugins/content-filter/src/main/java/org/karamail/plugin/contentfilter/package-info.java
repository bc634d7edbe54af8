/**
 * Rules on messages, at {@code onContentFilter}: on header fields, sizes, recipients, names and types of attachments, and on
 * the names of what lies in archives (zip, tar, gzip, bzip2, xz, 7z), also in archives in archives.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.contentfilter.ContentFilter} goes through the rules in their order. A rule
 * is conditions that must all hold, and an action: reject, quarantine, discard, defer, add a field, or let pass. Without rules
 * it does nothing.
 *
 * <p><b>Promises.</b> Looking into a message takes bounded memory and bounded work: nesting, entries, unpacked octets and the
 * ratio of packed to unpacked have limits, and so has the memory that unpacking takes, so that no bomb goes off. A message that cannot be looked into to its end, when
 * rules ask for that, has a rule of its own ({@code unreadable}) and is never taken for one without attachments.
 *
 * <p><b>Threads.</b> On the thread of the call; parts are read as streams and nothing of them is kept but names and types;
 * a 7z archive lies in a nameless file of the data folder while it is looked into. A
 * call that nobody waits for any more ends by an exception.
 */
package org.karamail.plugin.contentfilter;
