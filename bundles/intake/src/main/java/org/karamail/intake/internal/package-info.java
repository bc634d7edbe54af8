/** Reads the header as it comes in, adds what is missing, routes the recipients and commits: the way into the store. */
package org.karamail.intake.internal;
