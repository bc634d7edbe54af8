/**
 * How the SMTP transport works inside.
 *
 * <pre>
 *   SmtpTransport ──▶ HostWalk ──▶ Connections (the pool) ──▶ wire.Conversation
 *                        └───────▶ Transaction ───────────────────▲
 * </pre>
 *
 * <p>{@link org.karamail.outbound.internal.HostWalk} goes from host to host while the trouble lies in the connection;
 * {@link org.karamail.outbound.internal.Transaction} gives the mail on one of them, and what is said there is final for this
 * attempt. Where no host has heard of the mail, SmtpTransport walks to the fall-back relay, and {@link
 * org.karamail.outbound.internal.Detours} remembers for a minute that it helped.
 */
package org.karamail.outbound.internal;
