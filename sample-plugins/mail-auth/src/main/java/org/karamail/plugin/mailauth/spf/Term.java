package org.karamail.plugin.mailauth.spf;

import org.karamail.hook.CheckResult.Value;

/** One of the words that a record consists of (RFC 7208 section 4.6.1). */
sealed interface Term {

  /**
   * A mechanism and what it means when it matches.
   *
   * @param text as written
   */
  record Directive(Value meaning, Mechanism mechanism, String text) implements Term {}

  /** {@code redirect=}: whose policy holds when nothing matches (section 6.1). */
  record Redirect(MacroString target) implements Term {}

  /** {@code exp=}: where the text for those stands who fail (section 6.2). */
  record Explanation(MacroString target) implements Term {}

  /** A modifier that means nothing to us (section 6). */
  record Unknown() implements Term {}
}
