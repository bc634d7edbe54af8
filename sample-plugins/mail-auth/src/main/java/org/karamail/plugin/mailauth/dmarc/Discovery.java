package org.karamail.plugin.mailauth.dmarc;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.plugin.mailauth.dmarc.DmarcAnswer.Published;

/**
 * Which record applies to an author (RFC 9989 section 4.10.1): the one at his domain, or else at its organizational domain, or
 * else at its public suffix.
 *
 * @param published empty when there is none, or nobody knows
 * @param failed whether the name servers did not say
 */
record Discovery(Optional<Published> published, boolean failed) {

  private static final Discovery FAILED = new Discovery(Optional.empty(), true);

  static CompletionStage<Discovery> of(TreeWalk walk, String author) {
    return walk.at(author).thenCompose(own -> own(walk, own));
  }

  private static CompletionStage<Discovery> own(TreeWalk walk, TreeWalk.Step own) {
    if (own.failed()) {
      return CompletableFuture.completedStage(FAILED);
    }
    return own.record().isPresent()
        ? CompletableFuture.completedStage(new Discovery(published(own), false))
        : walk.from(own.name()).thenApply(Discovery::above);
  }

  private static Discovery above(TreeWalk.Path path) {
    if (path.isBroken()) {
      return FAILED;
    }
    Optional<TreeWalk.Step> organization = path.at(path.organizationalDomain());
    return new Discovery(organization.or(path::suffix).flatMap(Discovery::published), false);
  }

  private static Optional<Published> published(TreeWalk.Step step) {
    return step.record().map(record -> new Published(step.name(), record));
  }
}
