/**
 * Slows down who is too fast at the SMTP door: clients, networks, senders, their domains, recipients and users; connections,
 * messages and recipients.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.ratelimit.RateLimit} is asked on connect, at MAIL and at RCPT. It claims
 * one of each limit that is set for that step, all in one question to the guard, and answers 4.7.1 with the time to wait when
 * one of them says no. {@link org.karamail.plugin.ratelimit.Limit} is the table of limits.
 *
 * <p><b>Threads.</b> Never waits: the answer comes when the guard's does. <b>Failures.</b> The guard always answers; while a
 * shared Redis is away it does so from the counts of this node. Null senders have no limit of their own, because nobody's
 * bounces would be everybody's.
 */
package org.karamail.plugin.ratelimit;
