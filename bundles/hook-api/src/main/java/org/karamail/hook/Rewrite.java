package org.karamail.hook;

/**
 * What a rewriter says: leave the message, or these edits. Each rewriter sees the message as the former left it.
 *
 * @param edits {@link Edits#NONE} to keep it
 */
public record Rewrite(Edits edits) implements Outcome<Rewrite> {

  /** Leave it as it is. */
  public static Rewrite keep() {
    return new Rewrite(Edits.NONE);
  }

  /** Change it so. */
  public static Rewrite of(Edits edits) {
    return new Rewrite(edits);
  }
}
