package org.karamail.hook.engine.internal.registry;

/** How many calls at once a plugin may have. */
final class PermitLimits {

  static final int COMPONENT_AT_POINT = 8;
  static final int PLUGIN = 16;

  private PermitLimits() {}
}
