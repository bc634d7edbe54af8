package org.karamail.shell.internal.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.PluginStatus;

/** Completes the symbolic name of a plugin. */
@Service
public final class PluginCompleter implements Completer {

  @Reference(optional = true)
  private @Nullable HookEngine engine;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    candidates.addAll(names());
    return 0;
  }

  @Override
  public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
    if (!OptionsAnywhere.complete(session, line, candidates)) {
      names().forEach(name -> candidates.add(new Candidate(name, true)));
    }
  }

  private List<String> names() {
    return Optional.ofNullable(engine).stream()
        .flatMap(present -> present.plugins().stream())
        .map(PluginStatus::plugin)
        .distinct()
        .toList();
  }
}
