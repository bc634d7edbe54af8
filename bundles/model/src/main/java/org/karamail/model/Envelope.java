package org.karamail.model;

/**
 * What travels beside a message: who sent it, how it came in, how urgent it is. Its recipients are kept apart, because
 * each has a life of its own ({@link Recipient}).
 *
 * @param sender where reports go
 * @param origin how the message came in
 * @param priority how urgent it is
 * @param body what is known about the octets of the message
 * @param reports what the sender asked of reports
 */
public record Envelope(ReversePath sender, Origin origin, Priority priority, BodyType body, ReportForm reports) {

  /** Of a sender who asked nothing of reports. */
  public Envelope(ReversePath sender, Origin origin, Priority priority, BodyType body) {
    this(sender, origin, priority, body, ReportForm.NONE);
  }

  public Envelope withSender(ReversePath other) {
    return new Envelope(other, origin, priority, body, reports);
  }

  public Envelope withPriority(Priority other) {
    return new Envelope(sender, origin, other, body, reports);
  }

  public Envelope withBody(BodyType other) {
    return new Envelope(sender, origin, priority, other, reports);
  }
}
