/**
 * What makers and checkers of DKIM signatures share (RFC 6376, RFC 8463): canonical forms, tag lists, which fields are
 * signed, the two algorithms, keys and their records.
 *
 * <p><b>Where it lives.</b> A library, not a bundle: the plugins that sign ({@code dkim-signer}) and verify or seal ({@code
 * mail-auth}) each embed it, so that the octets one signs are the octets the other hashes.
 *
 * <p><b>Promises.</b> Text from the net is never believed: what cannot be read is an empty answer, never an exception. A body
 * is read as a stream and never held whole. Header fields are octets read as ISO 8859-1, as {@link
 * org.karamail.message.HeaderField} has them.
 *
 * <p><b>Algorithms.</b> rsa-sha256 and ed25519-sha256, both from the JDK. There is no rsa-sha1 (RFC 8301 section 3.1).
 *
 * <p><b>Threads.</b> Values, safe on any thread; a {@link org.karamail.dkim.BodyDigest} belongs to one.
 */
package org.karamail.dkim;
