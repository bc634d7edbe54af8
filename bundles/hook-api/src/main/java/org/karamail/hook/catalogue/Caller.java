package org.karamail.hook.catalogue;

/** Which part of Karamail calls a point. */
public enum Caller {
  SMTP_SERVER("smtp-server"),
  INTAKE("intake"),
  DELIVERY("delivery"),
  HOOK_ENGINE("hook-engine");

  private final String bundle;

  Caller(String bundle) {
    this.bundle = bundle;
  }

  /** The bundle's name in the tree. */
  public String bundle() {
    return bundle;
  }
}
