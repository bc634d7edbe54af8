/**
 * SPF (RFC 7208), whole: {@link org.karamail.plugin.mailauth.spf.SpfCheck} answers whether a client may send for a domain.
 *
 * <p><b>Promises.</b> Ten terms that ask the name servers, two answers that there is nothing (section 4.6.4), ten mail
 * exchanges, ten names of a client. What is malformed is permerror, what cannot be found out in time is temperror; nothing
 * is thrown for what a record says, and neither of them is ever a pass.
 *
 * <p><b>Threads.</b> A check holds no thread while the name servers are asked; it goes on where their answers come.
 *
 * <p>A record is read in full before anything of it is looked up: {@link org.karamail.plugin.mailauth.spf.SpfRecord} is what
 * it says, {@link org.karamail.plugin.mailauth.spf.Evaluation} what that means for one client.
 */
package org.karamail.plugin.mailauth.spf;
