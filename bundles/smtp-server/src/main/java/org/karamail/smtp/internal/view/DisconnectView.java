package org.karamail.smtp.internal.view;

import java.time.Duration;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Session;

/** The end of a connection. */
public record DisconnectView(
    Session session, Duration lasted, int commands, int messages, Disconnect.Reason reason) implements Disconnect {}
