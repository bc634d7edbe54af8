package org.karamail.delivery.internal;

import java.net.InetAddress;
import org.karamail.hook.HostAttempt;
import org.karamail.hook.QueuedMail;

/** A host about to be tried, as hooks are shown it. */
record HostView(QueuedMail mail, String host, InetAddress address, int port) implements HostAttempt {}
