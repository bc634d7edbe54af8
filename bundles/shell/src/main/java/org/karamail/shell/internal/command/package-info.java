/** The commands, their completion, and what they share. Karaf looks through this package for its annotations. */
package org.karamail.shell.internal.command;
