/**
 * Says of incoming mail whether it is from whom it claims to be: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989) and ARC
 * (RFC 8617).
 *
 * <p>Hooks come in through {@link org.karamail.plugin.mailauth.MailAuthComponent}. Mail of clients that may relay, and of the
 * networks in {@code skipNetworks}, is not checked: its authors are ours.
 *
 * <p>What is found is handed on as results of the checks; {@link org.karamail.plugin.mailauth.results} writes it into the message,
 * {@link org.karamail.plugin.mailauth.report} tells domains that ask. Mail is let in or not by {@code HeaderGate}.
 *
 * <p><b>Threads.</b> Hooks hold no thread while name servers are asked. The plugin's own are {@code mailauth-timer} and {@code
 * mailauth-reports}; both end with it.
 *
 * <p><b>Failures.</b> A name server that does not answer makes a result temperror, a malformed record permerror; neither
 * refuses mail, and nothing malformed ever passes.
 */
package org.karamail.plugin.mailauth;
