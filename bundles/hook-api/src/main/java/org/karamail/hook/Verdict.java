package org.karamail.hook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.model.Reply;

/**
 * What a gate says of what it is asked about. Made by the factories only; immutable.
 *
 * <p>Which verdicts a point allows stands in {@link org.karamail.hook.catalogue.HookPoints}; an illegal one is a fault of
 * the hook. Switch over {@link #kind()}, and treat a kind you do not know as temporary.
 *
 * <pre>{@code
 * return Verdict.reject("5.7.1", "We know no such sender");
 * return Verdict.proceed().with(Edits.addField("X-Score", "3.1")).with(new Finding.Spam(3.1, 5, List.of("LINK")));
 * }</pre>
 */
public final class Verdict implements Outcome<Verdict> {

  /** What is to happen. */
  public enum Kind {
    /** Nothing against it; the next hook is asked. */
    PROCEED,
    /** It is fine; the point's other hooks are not asked, required ones excepted. Never grants relaying. */
    ACCEPT,
    /** Fine, but not so fast: the reply, or the next step in queue and delivery, waits. */
    DELAY,
    /** Not now: 4yz. */
    DEFER,
    /** Never: 5yz. */
    REJECT,
    /** Taken in, but held for an operator; where there is no message yet it means DEFER. */
    QUARANTINE,
    /** Acknowledged and thrown away. */
    DISCARD
  }

  private static final Verdict PROCEED = plain(Kind.PROCEED);
  private static final Verdict ACCEPT = plain(Kind.ACCEPT);
  private static final int DEFER_CODE = 451;
  private static final int REJECT_CODE = 550;

  private final Kind kind;
  private final Optional<Reply> reply;
  private final Duration delay;
  private final String reason;
  private final boolean closing;
  private final Edits edits;
  private final List<Finding> findings;

  private Verdict(
      Kind kind,
      Optional<Reply> reply,
      Duration delay,
      String reason,
      boolean closing,
      Edits edits,
      List<Finding> findings) {
    this.kind = kind;
    this.reply = reply;
    this.delay = delay;
    this.reason = reason;
    this.closing = closing;
    this.edits = edits;
    this.findings = findings;
  }

  /** Nothing against it. */
  public static Verdict proceed() {
    return PROCEED;
  }

  /** It is fine; ask nobody else. */
  public static Verdict accept() {
    return ACCEPT;
  }

  /**
   * Fine, but later.
   *
   * @param delay positive; an SMTP reply is held 60 s at most
   */
  public static Verdict delay(Duration delay, String reason) {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("a delay is longer than nothing, not " + delay);
    }
    return new Verdict(Kind.DELAY, Optional.empty(), delay, reason, false, Edits.NONE, List.of());
  }

  /**
   * Not now.
   *
   * @param reply 4yz
   */
  public static Verdict defer(Reply reply) {
    if (!reply.isTemporary()) {
      throw new IllegalArgumentException("defer needs a 4yz reply, not " + reply);
    }
    return refusal(Kind.DEFER, reply);
  }

  /** Not now: 451 with this status and text. */
  public static Verdict defer(String status, String text) {
    return defer(Reply.of(DEFER_CODE, status, text));
  }

  /**
   * Never.
   *
   * @param reply 5yz
   */
  public static Verdict reject(Reply reply) {
    if (!reply.isPermanent()) {
      throw new IllegalArgumentException("reject needs a 5yz reply, not " + reply);
    }
    return refusal(Kind.REJECT, reply);
  }

  /** Never: 550 with this status and text. */
  public static Verdict reject(String status, String text) {
    return reject(Reply.of(REJECT_CODE, status, text));
  }

  /** Held for an operator, who reads the reason. */
  public static Verdict quarantine(String reason) {
    return new Verdict(Kind.QUARANTINE, Optional.empty(), Duration.ZERO, reason, false, Edits.NONE, List.of());
  }

  /** Acknowledged and thrown away; the reason stands in the history. */
  public static Verdict discard(String reason) {
    return new Verdict(Kind.DISCARD, Optional.empty(), Duration.ZERO, reason, false, Edits.NONE, List.of());
  }

  /** The same verdict, and the connection is closed behind its reply. */
  public Verdict andClose() {
    return new Verdict(kind, reply, delay, reason, true, edits, findings);
  }

  /** The same verdict with further edits of the message; legal where a message is at hand. */
  public Verdict with(Edits further) {
    return new Verdict(kind, reply, delay, reason, closing, edits.and(further), findings);
  }

  /** The same verdict with something found out, for other hooks, for the trace and for Authentication-Results. */
  public Verdict with(Finding finding) {
    List<Finding> joined = Stream.concat(findings.stream(), Stream.of(finding)).toList();
    return new Verdict(kind, reply, delay, reason, closing, edits, joined);
  }

  public Kind kind() {
    return kind;
  }

  /** What the client is told, for DEFER and REJECT. */
  public Optional<Reply> reply() {
    return reply;
  }

  /** How long to wait, for DELAY; else zero. */
  public Duration delay() {
    return delay;
  }

  /** For the operator: why, for DELAY, QUARANTINE and DISCARD; the reply's text for DEFER and REJECT; else empty. */
  public String reason() {
    return reason;
  }

  public boolean isClosing() {
    return closing;
  }

  public Edits edits() {
    return edits;
  }

  public List<Finding> findings() {
    return findings;
  }

  @Override
  public String toString() {
    return kind + (reason.isEmpty() ? "" : " (" + reason + ")") + (closing ? " and close" : "");
  }

  private static Verdict plain(Kind kind) {
    return new Verdict(kind, Optional.empty(), Duration.ZERO, "", false, Edits.NONE, List.of());
  }

  private static Verdict refusal(Kind kind, Reply reply) {
    return new Verdict(kind, Optional.of(reply), Duration.ZERO, reply.text(), false, Edits.NONE, List.of());
  }
}
