/** What an operator sets for a listener, read and checked. Immutable; any thread. */
package org.karamail.smtp.internal.settings;
