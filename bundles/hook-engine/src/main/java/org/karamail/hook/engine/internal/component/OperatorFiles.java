package org.karamail.hook.engine.internal.component;

import org.karamail.hook.engine.internal.registry.PluginProperties;

/** Where the files of operators about single components go. A service of this bundle to itself. */
public interface OperatorFiles {

  /** A file has come or changed. */
  void put(String component, PluginProperties properties);

  /** A file has gone. */
  void remove(String component);
}
