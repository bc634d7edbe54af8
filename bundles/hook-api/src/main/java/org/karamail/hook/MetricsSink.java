package org.karamail.hook;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes a plugin's own figures, as values, at every collection: at most 1,000, of names up to 100 characters. A figure that
 * is not as said here is refused with an {@link IllegalArgumentException}. Safe on any thread until the call ends; what comes
 * later, and what a faulty call has told, counts for nothing.
 */
@ProviderType
public interface MetricsSink {

  /**
   * A figure that may go up and down.
   *
   * @param name lower-case letters, digits and underscores; a letter comes first; the plugin's name is put in front
   * @param labels at most 8; values of few different kinds, never addresses or ids
   */
  void gauge(String name, double value, Map<String, String> labels);

  /** A figure that only grows while the plugin runs. */
  void counter(String name, double total, Map<String, String> labels);
}
