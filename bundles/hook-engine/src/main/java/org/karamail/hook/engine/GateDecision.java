package org.karamail.hook.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Edits;
import org.karamail.hook.Finding;
import org.karamail.hook.Verdict;

/**
 * What a gate decided, all hooks taken together.
 *
 * @param verdict PROCEED, DEFER, REJECT or DISCARD; accept has become proceed
 * @param delay the longest delay any hook asked for; zero for none. How long that may be depends on what is put off: see
 *     {@link #replyDelay} for a reply
 * @param quarantine the first reason to hold the message
 * @param edits of all hooks, in order
 * @param findings of all hooks, in order
 * @param decidedBy the component behind a verdict other than PROCEED; empty otherwise
 */
public record GateDecision(
    Verdict verdict,
    Duration delay,
    Optional<String> quarantine,
    Edits edits,
    List<Finding> findings,
    Optional<String> decidedBy) {

  /** Nobody objects. */
  public static final GateDecision PROCEED =
      new GateDecision(
          Verdict.proceed(), Duration.ZERO, Optional.empty(), Edits.NONE, List.of(), Optional.empty());

  /** However long a hook wants a client to wait; clients give up after minutes (RFC 5321 section 4.5.3.2). */
  private static final Duration LONGEST_REPLY_DELAY = Duration.ofSeconds(60);

  public GateDecision {
    findings = List.copyOf(findings);
  }

  /** How long the reply to the client is held: as long as was asked for, a minute at most; zero for not at all. */
  public Duration replyDelay() {
    return delay.compareTo(LONGEST_REPLY_DELAY) < 0 ? delay : LONGEST_REPLY_DELAY;
  }
}
