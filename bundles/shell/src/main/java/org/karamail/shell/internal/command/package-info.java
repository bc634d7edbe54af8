/**
 * The commands, their completion, and what they share. Karaf looks through this package for its annotations.
 *
 * <p>Each command declares session, services and options itself: Karaf makes it anew for every call and sets its fields, so
 * what it shares with others is what it calls ({@link org.karamail.shell.internal.command.Invocation}), not what it is.
 */
package org.karamail.shell.internal.command;
