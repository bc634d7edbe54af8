package org.karamail.delivery.internal;

import org.karamail.hook.QueuedMail;
import org.karamail.hook.RecipientResult;
import org.karamail.model.Attempt;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;

/** What came of an attempt, as hooks are shown it. */
record ResultView(QueuedMail mail, Recipient recipient, Attempt attempt, RecipientState state)
    implements RecipientResult {}
