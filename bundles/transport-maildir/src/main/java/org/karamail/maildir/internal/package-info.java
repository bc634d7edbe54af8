/**
 * Local delivery: one folder a mailbox, one file a message, readable by every program that reads Maildir.
 *
 * <p><b>What it does.</b> {@link org.karamail.maildir.internal.MaildirTransport} delivers to {@code
 * <data>/maildir/<domain>/<local part>/new}. The message is written to {@code tmp}, synced, renamed into {@code new}, and
 * {@code new} is synced, with every folder that had to be made, before the outcome is said. On top stand {@code
 * Return-Path} and {@code Delivered-To}; lines end with LF, as readers of Maildir expect.
 *
 * <p><b>No second copy.</b> The name of the file is a pure function of the queue id and the recipient's index ({@link
 * org.karamail.maildir.internal.UniqueName}). When a file of that name lies in {@code new}, or with any flags in {@code
 * cur}, the message was delivered by an attempt whose outcome was lost in a crash: that counts as delivered.
 *
 * <p><b>Folders.</b> {@link org.karamail.maildir.internal.PathSegment} turns any address into one harmless path segment.
 * Folders are 0700, files 0600.
 *
 * <p><b>Threads.</b> Called by many delivery workers at once, also for the same mailbox; the leases of one recipient never
 * overlap, so no two threads ever write the same file.
 *
 * <p><b>Failures.</b> A full disk defers with 452 4.3.1, any other failure of the disk defers as a local fault, mail that
 * has been in this mailbox before is refused with 554 5.4.6. What an interrupt leaves undone has no outcome.
 */
package org.karamail.maildir.internal;
