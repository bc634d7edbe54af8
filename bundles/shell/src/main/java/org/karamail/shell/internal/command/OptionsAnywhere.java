package org.karamail.shell.internal.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.parsing.CommandLineImpl;

/**
 * Completes an option that stands behind an argument, which Karaf leaves to the argument's completer: asks Karaf for it as
 * if nothing stood between it and the command's name.
 */
final class OptionsAnywhere {

  private OptionsAnywhere() {}

  /** Whether the word at the cursor is an option; its candidates are added then. */
  static boolean complete(Session session, CommandLine line, List<Candidate> candidates) {
    String word = Optional.ofNullable(line.getCursorArgument()).orElse("");
    if (!word.startsWith("-")) {
      return false;
    }
    if (line.getArguments().length == 1) {
      candidates.add(new Candidate(word, true)); // Karaf asks whether it may complete what follows
    } else {
      command(session, line.getArguments()[0])
          .ifPresent(command -> command.getCompleter(false).completeCandidates(session, alone(line, word), candidates));
    }
    return true;
  }

  private static Optional<Command> command(Session session, String name) {
    String resolved = session.resolveCommand(name);
    return session.getRegistry().getCommands().stream()
        .filter(command -> resolved.equals(command.getScope() + ":" + command.getName()))
        .findFirst();
  }

  private static CommandLine alone(CommandLine line, String word) {
    String[] words = {line.getArguments()[0], word};
    return new CommandLineImpl(words, 1, line.getArgumentPosition(), line.getBufferPosition(), line.getBuffer());
  }
}
