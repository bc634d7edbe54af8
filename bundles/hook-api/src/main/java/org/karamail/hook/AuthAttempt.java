package org.karamail.hook;

import org.osgi.annotation.versioning.ProviderType;

/** AUTH (RFC 4954) by a client whose credentials have been found right. No password is ever shown to a gate. */
@ProviderType
public interface AuthAttempt {

  Session session();

  /** {@code PLAIN}, {@code SCRAM-SHA-256}, … */
  String mechanism();

  /** Who the client says, and has proved, to be. */
  String user();
}
