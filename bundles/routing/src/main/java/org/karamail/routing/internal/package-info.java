/** The table of domains and recipients, read from {@code karamail.routing}, and the watch over a file of recipients. */
package org.karamail.routing.internal;
