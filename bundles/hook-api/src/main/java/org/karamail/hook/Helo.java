package org.karamail.hook;

import org.osgi.annotation.versioning.ProviderType;

/** HELO or EHLO (RFC 5321 section 4.1.1.1). */
@ProviderType
public interface Helo {

  Session session();

  /** The name or address literal the client gives itself; checked for its characters, not for its truth. */
  String name();

  /** Whether it was EHLO. */
  boolean isExtended();
}
