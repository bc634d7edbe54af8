/** A plugin with many hooks, and how a test makes a bundle of it. */
package org.karamail.itests.hooks;
