/**
 * The table of domains and recipients, read from {@code karamail.routing}, the watch over a file of recipients, and the
 * components.
 */
package org.karamail.routing.internal;
