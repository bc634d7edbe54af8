package org.karamail.hook;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Takes a plugin's own figures, as values, at every collection. */
@ProviderType
public interface MetricsSink {

  /**
   * A figure that may go up and down.
   *
   * @param name lower-case letters, digits and underscores; the plugin's name is put in front
   * @param labels at most 8; values of few different kinds, never addresses or ids
   */
  void gauge(String name, double value, Map<String, String> labels);

  /** A figure that only grows while the plugin runs. */
  void counter(String name, double total, Map<String, String> labels);
}
