package org.karamail.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;

/** Completes the name of a hook point. */
@Service
public final class PointCompleter implements Completer {

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

  private static List<String> names() {
    return HookPoints.ALL.stream().map(HookPoint::name).toList();
  }
}
