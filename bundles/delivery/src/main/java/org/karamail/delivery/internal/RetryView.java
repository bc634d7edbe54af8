package org.karamail.delivery.internal;

import java.time.Instant;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.Retry;
import org.karamail.model.Attempt;

/** A retry, as hooks are shown it. */
record RetryView(QueuedMail mail, Attempt attempt, Instant due) implements Retry {}
