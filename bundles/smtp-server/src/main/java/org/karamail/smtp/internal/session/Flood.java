package org.karamail.smtp.internal.session;

import java.util.Optional;
import org.karamail.smtp.internal.settings.ListenerSettings;

/**
 * Counts what a client does without bringing mail: errors, and commands such as NOOP and RSET. A message taken sets both
 * back, so that a connection may live as long as it is of use.
 */
public final class Flood {

  private final ListenerSettings.Limits limits;
  private int errors;
  private int idleCommands;
  private int messages;

  Flood(ListenerSettings.Limits limits) {
    this.limits = limits;
  }

  /** Counts a command that brings no mail forward; answers what to say instead when it is one too many. */
  public Optional<Answer> idleCommand() {
    idleCommands++;
    return idleCommands > limits.commands() ? Optional.of(Replies.TOO_MANY_COMMANDS) : Optional.empty();
  }

  /** Lets an answer pass, or replaces a permanent refusal that is one too many. */
  public Answer pass(Answer answer) {
    if (!answer.reply().isPermanent()) {
      return answer;
    }
    errors++;
    return errors > limits.errors() ? Replies.TOO_MANY_ERRORS : answer;
  }

  /** A message has been taken. */
  public void messageTaken() {
    errors = 0;
    idleCommands = 0;
    messages++;
  }

  /** How many messages have been taken. */
  int messages() {
    return messages;
  }
}
