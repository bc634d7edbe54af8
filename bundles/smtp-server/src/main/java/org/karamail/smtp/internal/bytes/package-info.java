/** Octets as they come from the wire: a queue of them, command lines, and the end of a message. One event loop each. */
package org.karamail.smtp.internal.bytes;
