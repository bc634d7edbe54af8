/**
 * Speaks SMTP to clients (RFC 5321), with SIZE, PIPELINING, 8BITMIME, DSN and
 * ENHANCEDSTATUSCODES.
 *
 * <p><b>What it does.</b> Each instance of the factory configuration {@code karamail.smtp} is a listener ({@link
 * org.karamail.smtp.SmtpListener}); the shipped ones are {@code mx} and {@code submission}. A session asks {@link
 * org.karamail.routing.Routing} at RCPT and hands the message to {@link org.karamail.intake.Intake} as it arrives.
 *
 * <p><b>Promises.</b> The reply to the end of a message is intake's: 250 means it is on disk. Only CRLF.CRLF ends a message,
 * and bare CR or LF is refused, so that no two hosts see different messages. Nobody relays but those {@code
 * trustedNetworks} names. A sender whose domain says that it takes no mail (null MX) is refused, where that can be found out in
 * time. A message is never whole in memory; what a session holds is bounded. A reply never repeats what a
 * client said.
 *
 * <p><b>How a message comes in.</b>
 *
 * <pre>
 *   client          event loop                                   intake
 *     | MAIL, RCPT --> check, Routing.resolve                       |
 *     | DATA --------> begin -------------------------------------> |
 *     | &lt;-------- 354                                               |
 *     | text --------> scan for dots and CRLF.CRLF -- write ------> |  (stage not complete: stop pulling)
 *     | . -----------> finish ------------------------------------> |
 *     |               (Pending: other sessions go on)               |  commit, on the store's thread
 *     | &lt;-------- 250 &lt;-- eventLoop().execute(resume) &lt;------------ |
 * </pre>
 *
 * <p><b>Hooks.</b> Each step asks its points when it would otherwise have gone well ({@link
 * org.karamail.smtp.internal.session.SessionHooks}); the reply waits as it waits for the disk. A refusal is the hook's reply;
 * at the connection it is the banner, 554 or 421, and closes. A delay holds the reply for 60 s at most.
 *
 * <p><b>Failures.</b> Where a client leaves while its message is on the way, the message is dropped. Where it leaves after
 * the end of the message but before the reply, the message may have been taken: the client, which got no 250, will send it
 * again (RFC 5321 section 4.2.5 leaves the duplicate to the sender; losing it would be worse). Faults of ours are answered
 * 451 and logged.
 *
 * <p><b>Threads.</b> Two event loops a listener (setting {@code ioThreads}) run octets, framing and command handlers; nothing
 * on them waits.
 *
 * <p><b>Of James Protocols</b> the dispatcher, the chain of handlers, request parsing and the session with its attachments
 * are used; they are embedded and stay inside.
 */
package org.karamail.smtp;
