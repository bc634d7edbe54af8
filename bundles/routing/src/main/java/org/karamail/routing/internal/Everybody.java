package org.karamail.routing.internal;

import org.karamail.model.Mailbox;

/** {@code *}: every local part has a mailbox. */
record Everybody() implements LocalRecipients {

  @Override
  public boolean include(Mailbox address) {
    return true;
  }
}
