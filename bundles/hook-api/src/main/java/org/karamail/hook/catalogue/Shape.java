package org.karamail.hook.catalogue;

/** How the answers of several hooks at one point combine. */
public enum Shape {
  /**
   * Answers {@link org.karamail.hook.Verdict}. Reject, defer and discard end the point; quarantine sticks and the longest
   * delay is kept while the rest is still asked; accept ends the point but skips no required plugin; each hook sees the
   * message as edited so far.
   */
  GATE,
  /** Answers {@link org.karamail.hook.CheckAnswer}: the first, or all, as the point says. */
  CHECK,
  /** Answers {@link org.karamail.hook.Rewrite}: each sees what the former left. */
  REWRITER,
  /** Answers {@link org.karamail.hook.Answer}: the first value wins, else Karamail answers itself. */
  RESOLVER,
  /** Answers nothing and cannot influence; all are called, in order. */
  OBSERVER
}
