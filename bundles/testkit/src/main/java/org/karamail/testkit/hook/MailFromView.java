package org.karamail.testkit.hook;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.karamail.hook.CheckResult;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Session;
import org.karamail.model.BodyType;
import org.karamail.model.ReversePath;

/** MAIL. */
public record MailFromView(
    Session session,
    ReversePath sender,
    OptionalLong announcedSize,
    BodyType body,
    Map<String, String> parameters,
    List<CheckResult> checks)
    implements MailFrom {

  /** {@code MAIL FROM:<sender@client.example>} in {@link SessionView#sample}. */
  public static MailFromView sample() {
    return new MailFromView(
        SessionView.sample(), ReversePath.of(Samples.SENDER), OptionalLong.empty(), BodyType.SEVEN_BIT, Map.of(), List.of());
  }

  /** The same in another session. */
  public MailFromView in(Session other) {
    return new MailFromView(other, sender, announcedSize, body, parameters, checks);
  }

  /** The same from another sender; the empty text is the null sender. */
  public MailFromView from(String address) {
    ReversePath other =
        ReversePath.parse(address).orElseThrow(() -> new IllegalArgumentException("not a sender: " + address));
    return new MailFromView(session, other, announcedSize, body, parameters, checks);
  }

  /** The same with an announced size in octets. */
  public MailFromView size(long octets) {
    return new MailFromView(session, sender, OptionalLong.of(octets), body, parameters, checks);
  }

  /** The same after a check has found this. */
  public MailFromView checked(CheckResult found) {
    return new MailFromView(session, sender, announcedSize, body, parameters, Samples.and(checks, found));
  }
}
