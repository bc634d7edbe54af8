/**
 * The commands, a class each, found and called by James' dispatcher ({@link
 * org.karamail.smtp.internal.command.Commands} lists them).
 *
 * <p>A handler checks in the order of RFC 5321: is it time for the command, is it well formed, is it allowed. Its last step
 * is a method that says what happens when all is well: whoever puts a question in between (a hook) answers {@link
 * org.karamail.smtp.internal.session.Pending} there and goes on with that method.
 *
 * <p><b>Threads.</b> Handlers keep no state; they are called on event loops and never wait.
 */
package org.karamail.smtp.internal.command;
