package org.karamail.smtp.internal.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.karamail.smtp.internal.bytes.CommandLine;
import org.karamail.smtp.internal.bytes.CommandLineReader;
import org.karamail.smtp.internal.bytes.Input;

/**
 * Commands, a line each (RFC 5321 section 4.1.1). Looks at the line as octets, then leaves it to James' dispatcher.
 *
 * <p>Octets above 127 get through only where they are UTF-8 in MAIL or RCPT, whose handlers have their own reply for an
 * address that needs SMTPUTF8.
 */
final class CommandPhase implements Phase {

  /** RFC 5321 section 4.5.3.1.4, CRLF not counted. */
  private static final int LONGEST = 510;
  /** MAIL and RCPT grow with their parameters (RFC 1870 and others); ORCPT alone may have 500 (RFC 3461 section 5). */
  private static final int LONGEST_WITH_PARAMETERS = 1200;
  private static final int VERB = 4;

  private final Session session;
  private final LineHandler<Session> dispatcher;
  private final CommandLineReader lines = new CommandLineReader(LONGEST_WITH_PARAMETERS);

  private byte[] last = {};

  CommandPhase(Session session, LineHandler<Session> dispatcher) {
    this.session = session;
    this.dispatcher = dispatcher;
  }

  @Override
  public Optional<Response> pull(Input input) {
    return lines.read(input).map(this::answer);
  }

  @Override
  public long deadline(long turn, long heard) {
    return turn + session.settings().timeouts().command().toNanos();
  }

  @Override
  public String step() {
    return verb(last);
  }

  @Override
  public boolean mayBeCut() {
    return true;
  }

  private Response answer(CommandLine line) {
    session.countCommand();
    return switch (line.defect()) {
      case NONE -> dispatch(line.octets());
      case TOO_LONG -> Replies.LINE_TOO_LONG;
      case ENDLESS -> Replies.ENDLESS_LINE;
      case BARE_CR_OR_LF -> Replies.BARE_CR_OR_LF;
      case CONTROL -> Replies.NOT_TEXT;
    };
  }

  private Response dispatch(byte[] line) {
    last = line;
    boolean hasPath = hasPath(line);
    if (!hasPath && line.length > LONGEST) {
      return Replies.LINE_TOO_LONG;
    }
    if (!isAscii(line) && !(hasPath && isUtf8(line))) {
      return Replies.NOT_TEXT;
    }
    return dispatcher.onLine(session, line);
  }

  private static boolean hasPath(byte[] line) {
    String verb = verb(line);
    return "MAIL".equals(verb) || "RCPT".equals(verb);
  }

  private static String verb(byte[] line) {
    return new String(line, 0, Math.min(VERB, line.length), StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
  }

  private static boolean isAscii(byte[] line) {
    for (byte octet : line) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(byte[] line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
