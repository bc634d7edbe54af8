/**
 * Makes a message fit for hosts that take seven bits only (RFC 6152 section 3).
 *
 * <p><b>What it does.</b> {@link org.karamail.message.sevenbit.SevenBitForm} reads the body once and notes which parts hold
 * octets beyond ASCII. These are encoded as quoted-printable or base64, whichever is shorter, wherever in the nesting they
 * stand; everything else stays to the octet: other parts, boundaries, preambles, the order of fields.
 *
 * <p><b>Promises.</b> Each part decodes to exactly the octets it had. What must not be touched is not: a message with a
 * DKIM signature, and anything in {@code multipart/signed} and {@code multipart/encrypted}; if such a thing needs eight bits
 * there is no seven-bit form. Neither is there one of header fields beyond ASCII, which need SMTPUTF8.
 *
 * <p><b>Bounds.</b> A line at a time is in memory, and the header of a part up to 256 KB; more than 100 levels or 10,000
 * parts, or longer headers, have no seven-bit form.
 *
 * <p><b>Threads.</b> Values; a stream belongs to whoever opened it.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.message.sevenbit;
