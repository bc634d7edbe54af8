package org.karamail.testkit.hook;

import java.util.List;
import java.util.Optional;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Finding;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;

/** A message that is being taken in. */
public record IncomingView(
    QueueId id,
    Envelope envelope,
    List<Mailbox> recipients,
    Optional<Session> session,
    HeaderBlock headers,
    Body body,
    List<CheckResult> checks,
    List<Finding> findings)
    implements IncomingMessage {

  /** A short message from {@code sender@client.example} to {@code bob@local.example}, by SMTP. */
  public static IncomingView sample() {
    return new IncomingView(
        Samples.ID, Samples.envelope(), List.of(Samples.RECIPIENT), Optional.of(SessionView.sample()),
        Samples.headers("Subject: Hello\r\nFrom: sender@client.example\r\n\r\n"), Samples.body("Hello.\r\n"),
        List.of(), List.of());
  }

  /** The same with this header, its lines ended with CRLF and with the empty line. */
  public IncomingView headers(String text) {
    return new IncomingView(
        id, envelope, recipients, session, Samples.headers(text), body, checks, findings);
  }

  /** The same with this body. */
  public IncomingView body(String text) {
    return new IncomingView(id, envelope, recipients, session, headers, Samples.body(text), checks, findings);
  }

  /** The same with what a check has found. */
  public IncomingView checked(CheckResult result) {
    return new IncomingView(
        id, envelope, recipients, session, headers, body, Samples.and(checks, result), findings);
  }

  /** The same with what a gate has found. */
  public IncomingView found(Finding finding) {
    return new IncomingView(
        id, envelope, recipients, session, headers, body, checks, Samples.and(findings, finding));
  }

  /** The same from this client. */
  public IncomingView in(Session client) {
    return new IncomingView(id, envelope, recipients, Optional.of(client), headers, body, checks, findings);
  }

  /** The same, having come by HTTP. */
  public IncomingView withoutSession() {
    return new IncomingView(id, envelope, recipients, Optional.empty(), headers, body, checks, findings);
  }
}
