package org.karamail.hook;

import java.time.Duration;

/**
 * A hook that had been quarantined answers again.
 *
 * @param plugin symbolic name
 * @param version bundle version
 * @param component component name
 * @param point {@code onRcptTo}
 * @param quarantinedFor how long it was not asked
 */
public record HookRecovery(String plugin, String version, String component, String point, Duration quarantinedFor) {}
