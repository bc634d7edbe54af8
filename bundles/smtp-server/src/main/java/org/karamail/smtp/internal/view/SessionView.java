package org.karamail.smtp.internal.view;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.karamail.hook.Session;

/** A session as it stands when a question is asked. */
public record SessionView(
    String id,
    String listener,
    InetAddress remoteAddress,
    int remotePort,
    int localPort,
    Instant connectedAt,
    boolean spokeEarly,
    Optional<String> helo,
    Optional<String> user,
    boolean mayRelay,
    Optional<Session.Tls> tls)
    implements Session {}
