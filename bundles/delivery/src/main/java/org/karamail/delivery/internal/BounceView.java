package org.karamail.delivery.internal;

import java.util.List;
import org.karamail.hook.Bounce;
import org.karamail.hook.QueuedMail;
import org.karamail.message.Message;
import org.karamail.model.Mailbox;
import org.karamail.model.Recipient;

/** A report, as hooks are shown it. */
record BounceView(QueuedMail mail, List<Recipient> failed, Mailbox sender, Message report) implements Bounce {}
