package org.karamail.routing;

/**
 * Whom to authenticate as at a smart host.
 *
 * @param username shown in logs
 * @param password never shown: {@link #toString()} leaves it out
 */
public record RelayCredentials(String username, String password) {

  public RelayCredentials {
    if (username.isEmpty() || password.isEmpty()) {
      throw new IllegalArgumentException("credentials need a user name and a password");
    }
  }

  @Override
  public String toString() {
    return "RelayCredentials[username=" + username + "]";
  }
}
