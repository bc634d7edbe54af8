package org.karamail.hook;

/** What a resolver knows of a user. A resolver that does not know the user passes. */
public sealed interface Credentials {

  /**
   * The secret is right.
   *
   * @param user the name under which the session goes on
   */
  record Right(String user) implements Credentials {}

  /** The user is known and the secret is wrong. */
  record Wrong() implements Credentials {}

  /**
   * What SCRAM needs to check the client without knowing the password.
   *
   * @param verifier in the form of RFC 5803: {@code SCRAM-SHA-256$4096:salt$StoredKey:ServerKey}, parts in base 64
   */
  record ScramVerifier(String verifier) implements Credentials {}
}
