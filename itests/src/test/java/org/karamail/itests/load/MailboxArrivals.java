package org.karamail.itests.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.karamail.itests.maildir.DeliveredMessage;
import org.karamail.itests.maildir.Maildirs;

/** What lies in the mailboxes of one server. */
public record MailboxArrivals(Maildirs maildirs) implements Arrivals {

  @Override
  public List<Copy> copies() throws IOException {
    List<Copy> copies = new ArrayList<>();
    for (Path file : maildirs.files()) {
      DeliveredMessage delivered = DeliveredMessage.read(file);
      NumberedMessage message = NumberedMessage.sentBy(delivered.returnPath());
      copies.add(new Copy(message, delivered.deliveredTo(), delivered.sha256(), file.toString()));
    }
    return copies;
  }

  @Override
  public int count() throws IOException {
    return maildirs.files().size();
  }
}
