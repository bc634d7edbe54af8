/**
 * DMARC (RFC 9989): whether the author's domain is backed by SPF or DKIM, and what that domain wants done where it is not.
 *
 * <p>{@link org.karamail.plugin.mailauth.dmarc.DmarcCheck} finds the policy by the walk up the tree of names (section 4.10;
 * eight questions at most for a name), compares organizational domains (relaxed) or names (strict), and says what is asked
 * for. {@link org.karamail.plugin.mailauth.dmarc.Author} is whom a message claims to be from.
 *
 * <p><b>Promises.</b> Only a pass of SPF or DKIM that is aligned makes a pass. Failing name servers are temperror, a From that
 * cannot be read permerror; nothing is thrown for what a record or a message says.
 */
package org.karamail.plugin.mailauth.dmarc;
