package org.karamail.dns;

/**
 * A mail exchange of a domain (RFC 5321 section 5.1).
 *
 * @param preference 0 to 65535; the lowest is tried first
 * @param host lower case, without a final dot; empty is the root, which takes no mail (RFC 7505)
 */
public record MxRecord(int preference, String host) {

  /** Whether the host is the root: alone in its set, it says that the domain takes no mail (RFC 7505). */
  public boolean isNull() {
    return host.isEmpty();
  }
}
