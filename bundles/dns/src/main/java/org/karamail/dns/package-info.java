/**
 * What the domain name system says: MX, A, AAAA, PTR, TXT and TLSA records, with honest time to live and honest failures.
 *
 * <p><b>What it does.</b> {@link org.karamail.dns.Resolver} asks the name servers of {@code karamail.dns}, follows aliases
 * (CNAME), and keeps what it learned in a bounded cache. Equal questions that are under way at the same time are asked once.
 *
 * <p><b>Promises.</b> An answer is one of four things ({@link org.karamail.dns.DnsAnswer}): found, no such name, no data of
 * that type, or failed. The middle two were said by a name server; everything else that is not a full answer (SERVFAIL,
 * REFUSED, silence, garbage, an alias that leads in a circle) is <em>failed</em>, which is always temporary: no mail is ever
 * refused because of it. Names and texts are bounded and hold no control characters.
 *
 * <p><b>Threads.</b> Every method may be called on any thread and never waits. Stages complete on threads of this bundle,
 * or at once when the cache knows; what depends on them without {@code Async} must not wait.
 *
 * <p><b>Failures.</b> Stages never complete exceptionally.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.dns;
