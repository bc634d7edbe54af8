package org.karamail.plugin.mailauth.dkim;

import org.karamail.hook.CheckResult.Value;

/**
 * What was found of one signature.
 *
 * @param detail one line for people; may be empty
 */
public record Found(Value value, String detail) {

  public static final Found PASS = new Found(Value.PASS, "");

  public static Found permanentError(String detail) {
    return new Found(Value.PERMERROR, detail);
  }

  public boolean isPass() {
    return value == Value.PASS;
  }
}
