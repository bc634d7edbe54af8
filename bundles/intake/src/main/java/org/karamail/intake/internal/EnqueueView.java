package org.karamail.intake.internal;

import org.karamail.hook.Enqueue;
import org.karamail.hook.IncomingMessage;
import org.karamail.model.Recipient;

/** A recipient about to be queued, as hooks are shown it. */
record EnqueueView(IncomingMessage message, Recipient recipient) implements Enqueue {}
