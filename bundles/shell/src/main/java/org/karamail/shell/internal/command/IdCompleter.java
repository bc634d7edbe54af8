package org.karamail.shell.internal.command;

import java.time.Clock;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.karamail.queue.store.MailQueueStore;

/** Completes the id of an open message. */
@Service
public final class IdCompleter implements Completer {

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  private Clock clock = Clock.systemUTC();

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    candidates.addAll(Newest.ids(store, clock.instant()));
    return 0;
  }

  @Override
  public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
    if (!OptionsAnywhere.complete(session, line, candidates)) {
      Newest.ids(store, clock.instant()).forEach(id -> candidates.add(new Candidate(id, true)));
    }
  }
}
