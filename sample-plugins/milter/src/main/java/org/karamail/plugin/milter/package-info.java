/**
 * Asks milters, as sendmail and Postfix do (milter protocol, version 6), step by step from the connection to the end of each
 * message.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.milter.Milter} tells each configured milter, one after the other, what
 * happens when it happens, and does what they answer. Without {@code milters} it does nothing.
 *
 * <pre>
 *   Milter           the hooks; which transaction milters know of stands in its notes
 *     MilterSessions   bounded: one MilterSession for each client that is connected
 *       MilterSession    one call at a time; all milters in their order
 *         Conversation     what one milter has decided, about the session or the transaction
 *           MilterLine       a connection, what was agreed on it, packets and their times
 *           MessageTelling   header, body, end; Changes are made in the Draft
 * </pre>
 *
 * <p><b>What was not told at its time</b>, because the message came by HTTP, because there were too many sessions, or because
 * the plugin was not there yet, is told when the message is there, over a connection for it alone. A recipient that a milter
 * refuses then can no longer be refused alone: the whole message gets that reply. Nothing is lost in silence.
 *
 * <p><b>What an answer becomes.</b> reject, tempfail and reply codes are verdicts at the point where they are given; at
 * connect and HELO they hold for the session, at RCPT for the recipient, else for the transaction. accept ends the questions
 * about the session or the transaction. discard and quarantine are verdicts of the message; changes of header, body, sender
 * and recipients are edits of it. Fields that a milter adds go on top, because Karamail's own Received field goes above them
 * all; parameters of added addresses (DSN and the like) are left out.
 *
 * <p><b>Failures.</b> A milter that is away, hangs, breaks the protocol, or does what it has not asked for while negotiating
 * makes the call a fault, and the failure policy of the hook answers (defer unless configured). The rest of that transaction
 * are faults as well; with the next one it is connected to anew. One that hung up between two transactions is connected to
 * anew without a fault.
 *
 * <p><b>Threads.</b> One call is one thread, never longer than the call's budget; calls of one session wait for each other.
 * The body is streamed; one that a milter puts in its place is kept in memory while it is small, else in a file.
 */
package org.karamail.plugin.milter;
