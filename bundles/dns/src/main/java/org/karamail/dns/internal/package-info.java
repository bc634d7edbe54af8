/**
 * The resolver: a cache before a line of questions under way, before name servers that are asked in turn.
 *
 * <pre>
 *   question ─▶ AnswerCache ─▶ equal one under way? ─▶ Inquiry: tries, back-off, aliases ─▶ net: UDP, then TCP
 *                   ▲                                              │
 *                   └────────────── AnswerReader ◀─────────────────┘
 * </pre>
 *
 * <p>Of dnsjava we use the messages and the checks of an answer against its question; the sockets are ours ({@code net}),
 * because its own have a thread and a shutdown hook that outlive a bundle, give up a question at the first foreign datagram,
 * and do not notice time-outs while they are busy.
 */
package org.karamail.dns.internal;
