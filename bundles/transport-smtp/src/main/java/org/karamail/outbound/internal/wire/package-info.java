/**
 * A conversation with another host, octet by octet: connection, encryption, authentication, replies, the message itself.
 *
 * <p>{@link org.karamail.outbound.internal.wire.Conversation} is Angus' transport with a {@link
 * org.karamail.outbound.internal.wire.Link} below it. The link knows the stage and keeps its time: {@link
 * org.karamail.outbound.internal.wire.Overdue} closes it when the time is over. Whatever goes wrong is a {@link
 * org.karamail.outbound.internal.wire.Trouble} with the stage at which it did.
 *
 * <p><b>Why not Angus alone.</b> Its time-outs are for one read each, its lines have no bound, it has no CRAM-MD5 without
 * SASL, no pipelining, and one exception for all recipients.
 *
 * <p><b>Threads.</b> One user at a time; an interrupt ends whatever that thread waits for, and the connection.
 */
package org.karamail.outbound.internal.wire;
