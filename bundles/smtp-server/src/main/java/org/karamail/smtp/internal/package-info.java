/** One listener: where it listens, and what it is made of. */
package org.karamail.smtp.internal;
