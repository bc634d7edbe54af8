/** Mail servers and clients that others have written, run beside Karamail. */
package org.karamail.itests.foreign;
