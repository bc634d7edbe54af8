package org.karamail.model;

/**
 * What travels beside a message: who sent it, how it came in, how urgent it is. Its recipients are kept apart, because
 * each has a life of its own ({@link Recipient}).
 *
 * @param sender where reports go
 * @param origin how the message came in
 * @param priority how urgent it is
 * @param body what the client declared about the octets of the body
 */
public record Envelope(ReversePath sender, Origin origin, Priority priority, BodyType body) {

  public Envelope withPriority(Priority other) {
    return new Envelope(sender, origin, other, body);
  }
}
