package org.karamail.dns;

/**
 * Which certificate or key a TLS server is expected to show (RFC 6698 section 2.1). Numbers are as received: who uses them
 * must skip those it does not know.
 *
 * @param usage 2 trust anchor, 3 the server's own; 0 and 1 are not for mail (RFC 7672 section 3.1.3)
 * @param selector 0 the whole certificate, 1 its public key
 * @param matchingType 0 the octets themselves, 1 SHA-256, 2 SHA-512
 * @param data the octets to compare with, in lower-case hexadecimal
 */
public record TlsaRecord(int usage, int selector, int matchingType, String data) {}
