package org.karamail.smtp.internal.channel;

import java.util.function.LongSupplier;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.karamail.smtp.internal.session.Session;

/**
 * What the conversations of a listener share.
 *
 * @param greeting what is said first
 * @param gate who is inside
 * @param watchdog who held an event loop
 * @param nanos the monotonic clock
 */
public record Surroundings(
    ConnectHandler<Session> greeting, Gate gate, Watchdog watchdog, LongSupplier nanos) {}
