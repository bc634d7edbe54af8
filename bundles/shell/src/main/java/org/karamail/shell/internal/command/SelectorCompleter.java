package org.karamail.shell.internal.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.selector.SelectorSyntax;
import org.karamail.shell.internal.selector.StateNames;

/** Completes a word of a selector: an id, a condition's key, a state, {@code all}. */
@Service
public final class SelectorCompleter implements Completer {

  private static final String STATE = "state=";

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  private Clock clock = Clock.systemUTC();

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<Candidate> found = new ArrayList<>();
    completeCandidates(session, line, found);
    found.forEach(candidate -> candidates.add(candidate.value()));
    return 0;
  }

  @Override
  public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
    if (OptionsAnywhere.complete(session, line, candidates)) {
      return;
    }
    String word = Optional.ofNullable(line.getCursorArgument()).orElse("");
    if (word.startsWith(STATE)) {
      String before = word.substring(0, Math.max(STATE.length(), word.lastIndexOf(',') + 1));
      StateNames.accepted().forEach(name -> candidates.add(new Candidate(before + name, true)));
    } else if (word.indexOf('=') > 0) {
      candidates.add(new Candidate(word, true)); // a pattern or an age: nobody can know it
    } else {
      SelectorSyntax.KEYS.forEach(key -> candidates.add(new Candidate(key + "=", false)));
      candidates.add(new Candidate("all", true));
      Newest.ids(store, clock.instant()).forEach(id -> candidates.add(new Candidate(id, true)));
    }
  }
}
