package org.karamail.smtp.internal.view;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.karamail.hook.CheckResult;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Session;
import org.karamail.model.BodyType;
import org.karamail.model.ReversePath;

/** MAIL. */
public record MailView(
    Session session,
    ReversePath sender,
    OptionalLong announcedSize,
    BodyType body,
    Map<String, String> parameters,
    List<CheckResult> checks)
    implements MailFrom {

  public MailView {
    parameters = Map.copyOf(parameters);
    checks = List.copyOf(checks);
  }

  /** The same, with what checks have found. */
  public MailView with(List<? extends CheckResult> found) {
    return new MailView(session, sender, announcedSize, body, parameters, List.copyOf(found));
  }
}
