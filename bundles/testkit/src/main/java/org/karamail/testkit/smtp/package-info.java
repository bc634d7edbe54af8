/**
 * The other side of an SMTP server: {@link org.karamail.testkit.smtp.ScriptedClient} says exactly what it is told, octet by
 * octet, and {@link org.karamail.testkit.smtp.Dialogue} plays whole conversations from files.
 *
 * <p>And the other side of an SMTP client: {@link org.karamail.testkit.smtp.ScriptedPeer} is a good server but where its
 * {@link org.karamail.testkit.smtp.Script} says otherwise.
 *
 * <p><b>Threads.</b> Calls block, up to a read time-out of ten seconds; one client belongs to one thread.
 *
 * <p><b>Failures.</b> What the server should not have said is an {@link java.lang.AssertionError} that holds the conversation
 * up to then.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit.smtp;
