/**
 * Asks milters, as sendmail and Postfix do (milter protocol, version 6), at {@code onContentFilter}.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.milter.Milter} tells each configured milter, one after the other and each
 * over a connection of its own, a transaction from the connection to the end of the message, and does what they answer.
 * Without {@code milters} it does nothing.
 *
 * <p><b>When.</b> All stages are told at the final dot: Karamail keeps no connection to a foreign program while a client takes
 * its time. So a recipient that a milter refuses can no longer be refused alone: the whole message gets that reply. Nothing
 * is lost in silence.
 *
 * <p><b>What an answer becomes.</b> reject, tempfail, discard, quarantine and reply codes are verdicts; changes of header,
 * body, sender and recipients are edits of the message. Fields that a milter adds go on top, because Karamail's own Received
 * field goes above them all; parameters of added addresses (DSN and the like) are left out.
 *
 * <p><b>Failures.</b> A milter that is away, hangs, breaks the protocol, or does what it has not asked for while negotiating
 * makes the call a fault, and the failure policy of the hook answers (defer unless configured).
 *
 * <p><b>Threads.</b> One call is one thread, never longer than the call's budget. The body is streamed; one that a milter puts
 * in its place is kept in memory up to {@code maxReplacedBody}.
 */
package org.karamail.plugin.milter;
