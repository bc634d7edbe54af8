package org.karamail.intake.internal;

import java.util.List;
import java.util.Optional;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;

/** What clients are told. Generic: the reasons stand in the log. */
final class Replies {

  static final Reply MESSAGE_TOO_LARGE = Reply.of(552, "5.3.4", "Message is larger than this host takes");
  static final Reply HEADER_TOO_LARGE = Reply.of(552, "5.3.4", "Message header is larger than this host takes");
  static final Reply TOO_MANY_HOPS = Reply.of(554, "5.4.6", "Too many hops: this message goes in circles");
  static final Reply NO_FROM = Reply.of(550, "5.6.0", "Message needs one From field with an address");
  static final Reply MALFORMED_HEADER = Reply.of(550, "5.6.0", "Message header holds a line that is no header field");
  static final Reply TRY_LATER = Reply.of(451, "4.3.0", "Temporary problem here; please try again later");
  static final Reply NOT_NOW = Reply.of(451, "4.7.1", "Not now; please try again later");
  static final Reply GIVEN_UP = Reply.of(451, "4.4.2", "Nobody waits for this message any more");
  static final Reply ROUTES_CHANGED = Reply.of(451, "4.3.5", "Configuration changed meanwhile; please try again");

  private static final Optional<StatusCode> DONE = Optional.of(new StatusCode(2, 0, 0));

  private Replies() {}

  static Reply queued(QueueId id) {
    return new Reply(250, DONE, List.of("Ok: queued as " + id));
  }
}
