/**
 * What goes on around settings in the running server.
 *
 * <p>{@link org.karamail.settings.internal.SecondStart} is told of every change of a configuration, on Configuration Admin's
 * thread, and tries components again that have failed with the one before. It keeps nothing and never waits.
 */
package org.karamail.settings.internal;
