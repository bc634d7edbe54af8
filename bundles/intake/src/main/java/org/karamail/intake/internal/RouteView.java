package org.karamail.intake.internal;

import org.karamail.hook.RouteRequest;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;

/** A recipient that needs a route, as hooks are shown it. */
record RouteView(Envelope envelope, Mailbox recipient, boolean isLocal) implements RouteRequest {}
