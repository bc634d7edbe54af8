package org.karamail.smtp.internal.view;

import java.util.Map;
import java.util.OptionalLong;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Session;
import org.karamail.model.BodyType;
import org.karamail.model.ReversePath;

/** MAIL. */
public record MailView(
    Session session, ReversePath sender, OptionalLong announcedSize, BodyType body, Map<String, String> parameters)
    implements MailFrom {

  public MailView {
    parameters = Map.copyOf(parameters);
  }
}
