package org.karamail.rocksdb.internal.record;

import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;

/** A mailbox as a record: local part and domain apart, so that no quoting can go wrong. */
final class MailboxFields {

  private static final int LOCAL_PART = 1;
  private static final int DOMAIN = 2;

  private MailboxFields() {}

  static FieldWriter write(Mailbox mailbox) {
    return new FieldWriter().text(LOCAL_PART, mailbox.localPart()).text(DOMAIN, mailbox.domain().text());
  }

  static Mailbox read(Fields fields) {
    return new Mailbox(fields.text(LOCAL_PART), new MailDomain(fields.text(DOMAIN)));
  }
}
