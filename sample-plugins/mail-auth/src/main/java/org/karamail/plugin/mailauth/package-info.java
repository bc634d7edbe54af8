/**
 * Says of incoming mail whether it is from whom it claims to be: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989) and ARC
 * (RFC 8617).
 *
 * <p>Hooks come in through {@link org.karamail.plugin.mailauth.MailAuthComponent}. Mail of clients that may relay, and of the
 * networks in {@code skipNetworks}, is not checked: its authors are ours.
 *
 * <p><b>Failures.</b> A name server that does not answer makes a result temperror, a malformed record permerror; neither
 * refuses mail, and nothing malformed ever passes.
 */
package org.karamail.plugin.mailauth;
