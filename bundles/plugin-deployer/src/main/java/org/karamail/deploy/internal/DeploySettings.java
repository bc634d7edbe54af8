package org.karamail.deploy.internal;

import java.time.Duration;
import org.karamail.settings.Settings;

/**
 * How long replacements may take.
 *
 * @param startWithin how long a plugin may take to start
 * @param proveWithin how long its hooks are waited for
 * @param retireAfter how long transactions may keep an old version
 */
record DeploySettings(Duration startWithin, Duration proveWithin, Duration retireAfter) {

  static final String PID = "karamail.deploy";

  static DeploySettings read(Settings settings) {
    return new DeploySettings(
        settings.duration("startWithin", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(10)),
        settings.duration("proveWithin", Duration.ofSeconds(6), Duration.ofMillis(100), Duration.ofMinutes(10)),
        settings.duration("retireAfter", Duration.ofMinutes(10), Duration.ZERO, Duration.ofDays(1)));
  }
}
