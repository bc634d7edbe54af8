package org.karamail.shell.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookReadiness;
import org.karamail.hook.engine.HookStatus;

/** What an operator ought to know of plugins without asking for them. */
final class PluginWarnings {

  private PluginWarnings() {}

  static List<String> of(HookEngine engine) {
    HookReadiness readiness = engine.readiness();
    String effect = readiness.ready() ? "" : "no mail is taken in: ";
    List<String> warnings = new ArrayList<>();
    readiness.reasons().forEach(reason -> warnings.add(effect + reason));
    List<HookStatus> quarantined = Plugins.hooks(engine).filter(HookStatus::quarantined).toList();
    if (!quarantined.isEmpty()) {
      warnings.add(
          quarantined.stream()
              .map(hook -> hook.component() + " at " + hook.point())
              .collect(Collectors.joining(", ", "quarantined: ", "; mail:plugin-show tells why, mail:plugin-reset ends it")));
    }
    return warnings;
  }
}
