/**
 * The small programs behind {@code karamail shell}, {@code status}, {@code test-send} and {@code demo}.
 *
 * <p>They run in a JVM of their own beside the server, started by the script with the distribution's own jars, so that
 * the machine needs nothing but Java. None of them takes a secret as an argument: arguments are for all to see.
 */
package org.karamail.launcher;
