/**
 * What a client and we are in the middle of: its name, its transaction, what its octets mean at present.
 *
 * <p><b>Threads.</b> Everything here belongs to the event loop of its connection. What takes longer is answered with {@link
 * org.karamail.smtp.internal.session.Pending}; its stage completes anywhere, its continuation runs on the event loop.
 */
package org.karamail.smtp.internal.session;
