/**
 * From the next hop of a route to hosts with addresses: by MX records (RFC 5321 section 5.1), or straight to a host.
 *
 * <p>Records come from strangers. So the number of hosts and addresses is bounded, loopback and its like are left out unless
 * {@code allowLoopbackMx} is set, and a host that is this one ends the list. Whatever fails is temporary; refused is only what
 * a name server said: no such domain, null MX, nothing usable in a complete answer.
 */
package org.karamail.routing.internal.mx;
