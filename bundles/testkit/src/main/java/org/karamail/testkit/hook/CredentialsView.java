package org.karamail.testkit.hook;

import java.util.Optional;
import org.karamail.hook.CredentialsRequest;
import org.karamail.hook.Session;

/** Somebody wants to log in. */
public record CredentialsView(
    Session session,
    String mechanism,
    String user,
    Optional<String> secret)
    implements CredentialsRequest {

  /** {@code alice} by PLAIN with the password {@code secret}. */
  public static CredentialsView sample() {
    return new CredentialsView(
        SessionView.sample().on("submission").encrypted(), "PLAIN", "alice", Optional.of("secret"));
  }
}
