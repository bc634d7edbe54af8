package org.karamail.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.engine.HookEngine;

/** Completes the name of a plugin's component, and the mode behind it. */
@Service
public final class ComponentCompleter implements WordCompleter {

  private static final List<String> MODES = List.of("enforce", "shadow", "off");

  @Reference(optional = true)
  private @Nullable HookEngine engine;

  @Override
  public List<String> words(CommandLine line) {
    boolean second = line.getArguments().length > 1 && line.getCursorArgumentIndex() > 1;
    return second ? MODES : Plugins.components(engine);
  }
}
