package org.karamail.dns;

import java.time.Duration;
import java.util.List;

/**
 * What the domain name system said to one question.
 *
 * <p>Pattern switches are a preview in Java 17: switch over {@link #kind()}, and treat a kind you do not know as failed.
 *
 * @param <T> what was asked for
 */
public sealed interface DnsAnswer<T> {

  /** Which answer it is. */
  enum Kind {
    FOUND,
    NO_SUCH_NAME,
    NO_DATA,
    FAILED
  }

  Kind kind();

  /** The records; empty unless found. */
  default List<T> records() {
    return List.of();
  }

  /** How much longer this answer may be used. Zero for one that must not be kept. */
  Duration ttl();

  /**
   * Whether the answer was validated by DNSSEC: a name server said so (the AD bit) to whom no stranger can answer in its
   * stead, because it is on this host. An answer that is not authentic may be true all the same.
   */
  boolean isAuthentic();

  /**
   * There are such records.
   *
   * @param records at least one
   * @param name where they are: the name asked for, or the one its aliases lead to; lower case, without a final dot
   */
  record Found<T>(List<T> records, String name, Duration ttl, boolean isAuthentic) implements DnsAnswer<T> {
    public Found {
      records = List.copyOf(records);
      if (records.isEmpty()) {
        throw new IllegalArgumentException("found means at least one record");
      }
    }

    @Override
    public Kind kind() {
      return Kind.FOUND;
    }
  }

  /** A name server says that the name does not exist (NXDOMAIN). */
  record NoSuchName<T>(Duration ttl, boolean isAuthentic) implements DnsAnswer<T> {
    @Override
    public Kind kind() {
      return Kind.NO_SUCH_NAME;
    }
  }

  /** A name server says that the name exists and has no records of this type. */
  record NoData<T>(Duration ttl, boolean isAuthentic) implements DnsAnswer<T> {
    @Override
    public Kind kind() {
      return Kind.NO_DATA;
    }
  }

  /**
   * Nobody knows; ask again later. Never a reason to refuse mail for good.
   *
   * @param problem what went wrong
   * @param detail for a log: which server said what; printable, never shown to strangers
   */
  record Failed<T>(Problem problem, String detail) implements DnsAnswer<T> {
    @Override
    public Kind kind() {
      return Kind.FAILED;
    }

    @Override
    public Duration ttl() {
      return Duration.ZERO;
    }

    @Override
    public boolean isAuthentic() {
      return false;
    }
  }

  /** Why there is no answer. All of them are temporary. */
  enum Problem {
    /** No name server answered in time. */
    TIMEOUT,
    /** A name server said SERVFAIL, REFUSED or another error. */
    SERVER_FAILURE,
    /** No connection to any name server. */
    UNREACHABLE,
    /** What came back makes no sense. */
    MALFORMED,
    /** Aliases lead in a circle, or on and on. */
    ALIAS_LOOP,
    /** The resolver is being stopped, or too much is under way. */
    BUSY
  }
}
