package org.karamail.smtp.internal;

import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;

/** Mailboxes at here.example, but for nobody@; everything else is relayed for those who may. */
public final class HereRouting implements Routing {

  @Override
  public Resolution resolve(Mailbox recipient, boolean mayRelay) {
    if (!recipient.domain().text().equals("here.example")) {
      return mayRelay
          ? new Resolution.Routed(new Route("smtp", recipient.domain().text()), false)
          : new Resolution.Refused(Reply.of(550, "5.7.1", "Relaying denied"));
    }
    return recipient.localPart().equals("nobody")
        ? new Resolution.Refused(Reply.of(550, "5.1.1", "No such mailbox"))
        : new Resolution.Routed(new Route("maildir", "here.example"), true);
  }

  @Override
  public Mailbox postmaster() {
    return Mailbox.parse("postmaster@here.example").orElseThrow();
  }
}
