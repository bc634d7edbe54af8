/** Questions and answers over UDP and TCP: one thread, a socket for each exchange, nothing left behind when it closes. */
package org.karamail.dns.internal.net;
