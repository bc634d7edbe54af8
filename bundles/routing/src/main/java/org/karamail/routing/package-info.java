/**
 * Turns a recipient into a route, or into the reply that refuses it.
 *
 * <p><b>What it does.</b> Local domains go to the {@code maildir} transport; domains we relay for, and any domain for those
 * who may relay, go to {@code smtp}; everybody else is refused (RFC 5321 section 3.6.2: no relay for strangers). {@code
 * postmaster} and {@code abuse} are accepted in every local domain.
 *
 * <p>A route says what is meant: a domain, a host, the smart host. {@link org.karamail.routing.Destinations} says at every
 * attempt which hosts that are now, by MX records or by configuration, whom to authenticate as, and which site limits attach
 * to.
 *
 * <p><b>Promises.</b> What a recipient is told at RCPT is what happens: both sides ask {@link
 * org.karamail.routing.Routing}. Nothing else grants relaying. A local part is never read as another address: {@code
 * user%elsewhere@here} is a user here.
 *
 * <p><b>Threads.</b> Every method may be called on any thread and does not wait.
 *
 * <p><b>Failures.</b> None is thrown, and no stage completes exceptionally: what nobody knows for now is {@link
 * org.karamail.routing.Destination.Unresolved}, and a configuration that cannot be used leaves the last good one in force.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.routing;
