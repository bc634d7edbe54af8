package org.karamail.hook.engine.internal.run;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.karamail.settings.Settings;

/**
 * What an operator may set about hooks; the shipped {@code etc/karamail.hooks.cfg} says it in full.
 *
 * @param required symbolic names of plugins without which no mail is taken in
 * @param startupWait how long plugins of the last run are waited for at start
 * @param maxThreads threads that run plugin code, lost ones not counted
 * @param commandBudget of all chains while a client waits for a command's reply
 * @param messageBudget of all chains at the final dot, and of each on the way out
 * @param probeAfter how long a quarantined hook is left alone
 * @param drain how long a transaction may keep a plugin that is being replaced
 * @param swapGrace how long a successor is waited for
 * @param uninstallGrace the same after an uninstallation
 */
public record HookSettings(
    Set<String> required,
    Duration startupWait,
    int maxThreads,
    Duration commandBudget,
    Duration messageBudget,
    Duration probeAfter,
    Duration drain,
    Duration swapGrace,
    Duration uninstallGrace) {

  public static final String PID = "karamail.hooks";

  /** SCR gives up 5 s after it has begun to unregister a service. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(4);

  public HookSettings {
    required = Set.copyOf(required);
  }

  public static HookSettings read(Settings settings) {
    return new HookSettings(
        Set.copyOf(settings.list("required", List.of())),
        settings.duration("startupWait", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(10)),
        settings.number("maxThreads", 64, 4, 1_000),
        settings.duration("commandBudget", Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofMinutes(4)),
        settings.duration("messageBudget", Duration.ofMinutes(4), Duration.ofMillis(100), Duration.ofMinutes(9)),
        settings.duration("probeAfter", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(1)),
        settings.duration("drain", Duration.ofMillis(1_500), Duration.ZERO, LONGEST_DRAIN),
        settings.duration("swapGrace", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(5)),
        settings.duration("uninstallGrace", Duration.ofSeconds(3), Duration.ZERO, Duration.ofMinutes(5)));
  }
}
