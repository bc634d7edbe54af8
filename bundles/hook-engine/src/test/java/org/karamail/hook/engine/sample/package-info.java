/** What goes into the plugins that tests make; loaded from their bundles. */
package org.karamail.hook.engine.sample;
