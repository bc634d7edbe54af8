package org.karamail.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Completes an argument that is one of some known words, and the options that stand behind it. */
interface WordCompleter extends Completer {

  /** The words that may stand at the cursor. */
  List<String> words(CommandLine line);

  @Override
  default int complete(Session session, CommandLine line, List<String> candidates) {
    candidates.addAll(words(line));
    return 0;
  }

  @Override
  default void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
    if (!OptionsAnywhere.complete(session, line, candidates)) {
      words(line).forEach(word -> candidates.add(new Candidate(word, true)));
    }
  }
}
