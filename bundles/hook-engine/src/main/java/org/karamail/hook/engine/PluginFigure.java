package org.karamail.hook.engine;

import java.util.Map;

/**
 * A figure of a plugin's own, as it stood at a collection.
 *
 * @param component whose it is
 * @param name as the plugin calls it; a name is unique for one plugin with the same labels
 * @param kind whether it may go down
 * @param labels by name
 */
public record PluginFigure(String component, String name, Kind kind, double value, Map<String, String> labels) {

  /** How a figure moves. */
  public enum Kind {
    /** It may go up and down. */
    GAUGE,
    /** It only grows while the plugin runs. */
    COUNTER
  }

  public PluginFigure {
    labels = Map.copyOf(labels);
  }
}
