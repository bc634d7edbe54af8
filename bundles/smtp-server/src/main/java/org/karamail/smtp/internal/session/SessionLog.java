package org.karamail.smtp.internal.session;

import org.karamail.model.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator reads about sessions, on logger {@code karamail.smtp}: a line for each transaction that ended and for
 * each refusal, key=value in a fixed order.
 */
public final class SessionLog {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.smtp");

  private final Session session;

  SessionLog(Session session) {
    this.session = session;
  }

  /** A transaction is over. */
  public void ended(MailTransaction mail, long size, String outcome) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} sender={} recipients={} size={} reply={}",
          who(),
          LogText.of("<" + mail.sender() + ">"),
          mail.recipientCount(),
          size,
          LogText.of(outcome));
    }
  }

  /** A command was refused in a way that explains why mail is missing. */
  public void refused(String command, String argument, Reply reply) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{} refused={} argument={} reply={}", who(), command, LogText.of(argument), LogText.of(reply.toString()));
    }
  }

  /** A hook refused a command. */
  public void refused(String command, String argument, Refusal refusal) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} refused={} argument={} reply={} hook={}",
          who(),
          command,
          LogText.of(argument),
          LogText.of(refusal.answer().reply().toString()),
          LogText.of(refusal.by()));
    }
  }

  /** The session ended by something else than QUIT. */
  public void closed(String why) {
    LOG.debug("{} closed={}", who(), LogText.of(why));
  }

  private String who() {
    return "session="
        + session.getSessionID()
        + " listener="
        + session.settings().name()
        + " remote="
        + session.clientText()
        + " helo="
        + LogText.of(session.helo().map(Session.Helo::name).orElse(""));
  }
}
