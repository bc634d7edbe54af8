package org.karamail.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.engine.HookEngine;

/** Completes the name of a plugin's component, and the mode behind it. */
@Service
public final class ComponentCompleter implements Completer {

  private static final List<String> MODES = List.of("enforce", "shadow", "off");

  @Reference(optional = true)
  private @Nullable HookEngine engine;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    candidates.addAll(names(line));
    return 0;
  }

  @Override
  public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
    if (!OptionsAnywhere.complete(session, line, candidates)) {
      names(line).forEach(name -> candidates.add(new Candidate(name, true)));
    }
  }

  private List<String> names(CommandLine line) {
    boolean second = line.getArguments().length > 1 && line.getCursorArgumentIndex() > 1;
    return second ? MODES : Plugins.components(engine);
  }
}
