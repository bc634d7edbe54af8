package org.karamail.plugin.reputation;

import java.util.Map;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.Settings;

/** Settings as a file would give them. */
final class Configurations {

  private Configurations() {}

  static Settings of(Map<String, ?> properties) {
    return of(properties, Map.of());
  }

  static Settings of(Map<String, ?> properties, Map<String, String> environment) {
    return Settings.of(ReputationSettings.PID, properties, new EnvironmentOverrides(environment));
  }
}
