/**
 * The connection: Netty's side of a session.
 *
 * <p>{@link org.karamail.smtp.internal.channel.Conversation} is the only handler of a channel. It queues what comes, lets the
 * session's phase pull one frame at a time, writes the answers in order, and stands still while an answer is pending.
 *
 * <p><b>Threads.</b> Everything runs on the channel's event loop and never waits. Stages that complete elsewhere only hand
 * a task to that loop.
 */
package org.karamail.smtp.internal.channel;
