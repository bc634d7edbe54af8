/** How the user names recipients: ids, conditions, {@code all}; and the names by which states go. */
package org.karamail.shell.internal.selector;
