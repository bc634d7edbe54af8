package org.karamail.hook;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Somebody wants to log in. */
@ProviderType
public interface CredentialsRequest {

  Session session();

  /** The SASL mechanism. */
  String mechanism();

  String user();

  /** The password or token, for mechanisms that send one; empty for SCRAM, which asks for a verifier. */
  Optional<String> secret();
}
