package org.karamail.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;

/** Completes the name of a hook point. */
@Service
public final class PointCompleter implements WordCompleter {

  @Override
  public List<String> words(CommandLine line) {
    return HookPoints.ALL.stream().map(HookPoint::name).toList();
  }
}
