package org.karamail.testkit.hook;

import java.util.List;
import org.karamail.hook.DataCommand;
import org.karamail.hook.MailFrom;
import org.karamail.model.Mailbox;

/** DATA, before the 354. */
public record DataView(MailFrom mail, List<Mailbox> recipients) implements DataCommand {

  /** One recipient, {@code bob@local.example}. */
  public static DataView sample() {
    return new DataView(MailFromView.sample(), List.of(Samples.RECIPIENT));
  }
}
