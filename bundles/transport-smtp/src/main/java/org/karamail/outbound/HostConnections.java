package org.karamail.outbound;

/**
 * The connections to one host.
 *
 * @param host {@code mx.example.org [192.0.2.1]:25}
 * @param active in use
 * @param idle waiting for mail
 */
public record HostConnections(String host, int active, int idle) {}
