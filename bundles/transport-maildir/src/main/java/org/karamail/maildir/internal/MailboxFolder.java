package org.karamail.maildir.internal;

import java.nio.file.Path;
import org.karamail.model.Mailbox;

/** Where the mail of one address lies. */
record MailboxFolder(Path path) {

  static MailboxFolder of(Path maildir, Mailbox address) {
    return new MailboxFolder(
        maildir.resolve(PathSegment.of(address.domain().text())).resolve(PathSegment.of(address.localPart())));
  }

  /** Being written. */
  Path tmp() {
    return path.resolve("tmp");
  }

  /** Delivered and not seen by any reader. */
  Path fresh() {
    return path.resolve("new");
  }

  /** Moved here by a reader, which adds flags to the name. */
  Path current() {
    return path.resolve("cur");
  }
}
