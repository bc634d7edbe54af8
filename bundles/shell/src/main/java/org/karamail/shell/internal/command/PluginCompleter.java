package org.karamail.shell.internal.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.PluginStatus;

/** Completes the symbolic name of a plugin. */
@Service
public final class PluginCompleter implements WordCompleter {

  @Reference(optional = true)
  private @Nullable HookEngine engine;

  @Override
  public List<String> words(CommandLine line) {
    return Optional.ofNullable(engine).stream()
        .flatMap(present -> present.plugins().stream())
        .map(PluginStatus::plugin)
        .distinct()
        .toList();
  }
}
