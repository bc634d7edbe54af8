package org.karamail.plugin.mailauth.dmarc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.plugin.mailauth.dmarc.Identifiers.Identifier;
import org.karamail.plugin.mailauth.dmarc.Identifiers.Mechanism;

/**
 * Whether the author's domain is backed by each of SPF and DKIM (RFC 9989 section 4.10.2).
 *
 * <p>An identifier is asked about only when it lies within the author's organization: whatever a stranger's name servers do,
 * or do not, leaves a failure a failure.
 *
 * @param isOpen whether something that could back the author is not known
 */
public record Alignment(boolean spf, boolean dkim, boolean isOpen) {

  static final Alignment NONE = new Alignment(false, false, false);

  private static final Alignment OPEN = new Alignment(false, false, true);

  /** Compares all of them with the author's domain. */
  static CompletionStage<Alignment> of(TreeWalk walk, String author, DmarcRecord record, Identifiers identifiers) {
    CompletionStage<Alignment> all = done(identifiers.isOpen() ? OPEN : NONE);
    for (Identifier identifier : identifiers.all()) {
      boolean strict = identifier.mechanism() == Mechanism.SPF ? record.strictSpf() : record.strictDkim();
      all = all.thenCompose(before -> compare(walk, author, identifier, strict).thenApply(before::or));
    }
    return all;
  }

  boolean isPresent() {
    return spf || dkim;
  }

  private Alignment or(Alignment other) {
    return new Alignment(spf || other.spf, dkim || other.dkim, isOpen || other.isOpen);
  }

  private static CompletionStage<Alignment> compare(TreeWalk walk, String author, Identifier identifier, boolean strict) {
    if (identifier.domain().equals(author)) {
      return done(aligned(identifier));
    }
    return strict ? done(NONE) : walk.from(author).thenCompose(mine -> within(walk, mine, identifier));
  }

  private static CompletionStage<Alignment> within(TreeWalk walk, TreeWalk.Path mine, Identifier identifier) {
    String organization = mine.organizationalDomain();
    if (mine.isBroken()) {
      return done(OPEN);
    } else if (!identifier.domain().equals(organization) && !identifier.domain().endsWith("." + organization)) {
      return done(NONE);
    }
    return walk.from(identifier.domain())
        .thenApply(
            theirs ->
                theirs.isBroken() ? OPEN : theirs.organizationalDomain().equals(organization) ? aligned(identifier) : NONE);
  }

  private static Alignment aligned(Identifier identifier) {
    boolean spf = identifier.mechanism() == Mechanism.SPF;
    return identifier.passed() ? new Alignment(spf, !spf, false) : OPEN;
  }

  private static CompletionStage<Alignment> done(Alignment alignment) {
    return CompletableFuture.completedStage(alignment);
  }
}
