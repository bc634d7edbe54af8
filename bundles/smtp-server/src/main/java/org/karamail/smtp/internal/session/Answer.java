package org.karamail.smtp.internal.session;

import java.util.List;
import org.apache.james.protocols.api.Response;
import org.karamail.model.Reply;

/**
 * A reply on its way to the client.
 *
 * @param reply what the client is told
 * @param isEndSession whether the connection is closed behind it
 */
public record Answer(Reply reply, boolean isEndSession) implements Response {

  /** A reply after which the session goes on. */
  public static Answer of(Reply reply) {
    return new Answer(reply, false);
  }

  /** A reply of one line with an enhanced status code. */
  public static Answer of(int code, String status, String text) {
    return of(Reply.of(code, status, text));
  }

  /** A reply of one line behind which the connection is closed. */
  public static Answer last(int code, String status, String text) {
    return new Answer(Reply.of(code, status, text), true);
  }

  /** The same reply, behind which the connection is closed. */
  public Answer andClose() {
    return new Answer(reply, true);
  }

  @Override
  public String getRetCode() {
    return Integer.toString(reply.code());
  }

  @Override
  public List<CharSequence> getLines() {
    return List.copyOf(reply.lines());
  }
}
