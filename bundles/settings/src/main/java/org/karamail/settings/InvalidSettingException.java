package org.karamail.settings;

/** A configuration value that cannot be used. The message says where it stands, what it is and what would be accepted. */
public final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * The refusal of one value.
   *
   * @param accepted what would be accepted, in words for whoever wrote the value
   */
  public InvalidSettingException(String pid, String key, String value, String accepted) {
    super(pid + ": " + key + " = '" + value + "' cannot be used; accepted: " + accepted);
  }
}
