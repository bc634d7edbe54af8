/** Plugins as an operator handles them: jars that are put into the deploy folder of a running server. */
package org.karamail.itests.plugin;
