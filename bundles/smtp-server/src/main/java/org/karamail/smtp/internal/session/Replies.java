package org.karamail.smtp.internal.session;

/** The replies that more than one part of a session gives. */
public final class Replies {

  public static final Answer OK = Answer.of(250, "2.0.0", "Ok");
  public static final Answer UNKNOWN_COMMAND = Answer.of(500, "5.5.2", "Command not recognized");
  public static final Answer NO_ARGUMENTS = Answer.of(501, "5.5.4", "This command takes no argument");
  public static final Answer LINE_TOO_LONG = Answer.of(500, "5.5.6", "Line too long");
  public static final Answer OUR_FAULT = Answer.of(451, "4.3.0", "Internal error; please try again later");
  public static final Answer HELLO_FIRST = Answer.of(503, "5.5.1", "Send EHLO or HELO first");
  public static final Answer MESSAGE_TOO_BIG = Answer.of(552, "5.3.4", "Message is larger than this server takes");
  public static final Answer SHUTTING_DOWN = Answer.last(421, "4.3.2", "Service is shutting down; please try again later");
  public static final Answer TIMED_OUT = Answer.last(421, "4.4.2", "Waited too long; closing the connection");
  public static final Answer TOO_MANY_CONNECTIONS =
      Answer.last(421, "4.7.0", "Too many connections; please try again later");

  static final Answer NOT_NOW = Answer.of(451, "4.7.1", "Not now; please try again later");
  static final Answer ENDLESS_LINE = Answer.last(500, "5.5.6", "Line too long; closing the connection");
  static final Answer BARE_CR_OR_LF = Answer.of(500, "5.5.2", "Lines must end with CRLF; bare CR or LF received");
  static final Answer NOT_TEXT = Answer.of(500, "5.5.2", "Commands are printable text");
  static final Answer TOO_MANY_ERRORS = Answer.last(421, "4.7.0", "Too many errors; closing the connection");
  static final Answer TOO_MANY_COMMANDS =
      Answer.last(421, "4.7.0", "Too many commands without a message; closing the connection");

  private Replies() {}
}
