package org.karamail.model;

/**
 * What came of one attempt for one recipient.
 *
 * <p>Pattern switches are a preview in Java 17; switch over {@link #kind()} instead, and treat a kind you do not know as
 * temporary.
 */
public sealed interface DeliveryOutcome {

  /** Which outcome it is. The code is written to disk and never changes its meaning. */
  enum Kind implements Coded {
    DELIVERED(1),
    DEFERRED(2),
    REFUSED(3),
    UNREACHABLE(4),
    UNKNOWN(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  Kind kind();

  /** One line for logs, reports and the shell. */
  String summary();

  /** The next hop or the mailbox has taken it. */
  record Delivered(Reply reply) implements DeliveryOutcome {
    public Delivered {
      if (!reply.isPositive()) {
        throw new IllegalArgumentException("delivered needs a 2yz reply, not " + reply);
      }
    }

    @Override
    public Kind kind() {
      return Kind.DELIVERED;
    }

    @Override
    public String summary() {
      return reply.toString();
    }
  }

  /** Refused for now. */
  record Deferred(Reply reply) implements DeliveryOutcome {
    public Deferred {
      if (!reply.isTemporary()) {
        throw new IllegalArgumentException("deferred needs a 4yz reply, not " + reply);
      }
    }

    @Override
    public Kind kind() {
      return Kind.DEFERRED;
    }

    @Override
    public String summary() {
      return reply.toString();
    }
  }

  /** Refused for good. */
  record Refused(Reply reply) implements DeliveryOutcome {
    public Refused {
      if (!reply.isPermanent()) {
        throw new IllegalArgumentException("refused needs a 5yz reply, not " + reply);
      }
    }

    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }

    @Override
    public String summary() {
      return reply.toString();
    }
  }

  /** No answer, and certainly not delivered: the next hop was never given the message. */
  record Unreachable(Fault fault) implements DeliveryOutcome {
    @Override
    public Kind kind() {
      return Kind.UNREACHABLE;
    }

    @Override
    public String summary() {
      return fault.toString();
    }
  }

  /** No answer after the message was handed over: it may or may not have arrived. Never read as failed. */
  record Unknown(Fault fault) implements DeliveryOutcome {
    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }

    @Override
    public String summary() {
      return "outcome unknown, " + fault;
    }
  }
}
