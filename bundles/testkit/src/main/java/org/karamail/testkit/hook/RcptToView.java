package org.karamail.testkit.hook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RcptTo;
import org.karamail.model.Mailbox;

/** RCPT. */
public record RcptToView(
    MailFrom mail,
    Mailbox recipient,
    List<Mailbox> accepted,
    Map<String, String> parameters)
    implements RcptTo {

  /** {@code RCPT TO:<bob@local.example>} behind {@link MailFromView#sample}. */
  public static RcptToView sample() {
    return new RcptToView(MailFromView.sample(), Samples.RECIPIENT, List.of(), Map.of());
  }

  /** The same for another recipient. */
  public RcptToView to(String address) {
    return new RcptToView(mail, Samples.mailbox(address), accepted, parameters);
  }

  /** The same in another transaction. */
  public RcptToView in(MailFrom other) {
    return new RcptToView(other, recipient, accepted, parameters);
  }

  /** The same after other recipients were accepted. */
  public RcptToView after(String... addresses) {
    return new RcptToView(mail, recipient, Arrays.stream(addresses).map(Samples::mailbox).toList(), parameters);
  }
}
