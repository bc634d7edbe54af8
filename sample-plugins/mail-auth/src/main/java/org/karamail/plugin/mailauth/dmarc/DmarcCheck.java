package org.karamail.plugin.mailauth.dmarc;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.Resolver;
import org.karamail.hook.CheckResult.Dmarc.Policy;
import org.karamail.hook.CheckResult.Value;
import org.karamail.plugin.mailauth.dmarc.DmarcAnswer.Published;

/** Checks an author's domain (RFC 9989 section 5.3). Safe on any thread; never waits. */
public final class DmarcCheck {

  private final Resolver resolver;

  public DmarcCheck(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Answers whether the domain is backed. The stage never fails for what name servers say.
   *
   * @param author in A-labels
   */
  public CompletionStage<DmarcAnswer> check(String author, Identifiers identifiers) {
    TreeWalk walk = new TreeWalk(resolver);
    return Discovery.of(walk, author).thenCompose(found -> judge(walk, author, found, identifiers));
  }

  private CompletionStage<DmarcAnswer> judge(TreeWalk walk, String author, Discovery found, Identifiers identifiers) {
    if (found.failed()) {
      return done(DmarcAnswer.without(Value.TEMPERROR, "the policy of " + author + " cannot be looked up"));
    } else if (found.published().isEmpty()) {
      return done(DmarcAnswer.without(Value.NONE, author + " has no policy"));
    }
    Published published = found.published().get();
    return policy(author, published)
        .thenCombine(
            Alignment.of(walk, author, published.record(), identifiers),
            (policy, alignment) -> answer(author, published, policy, alignment));
  }

  private static DmarcAnswer answer(String author, Published published, Optional<Policy> policy, Alignment alignment) {
    Policy asked = policy.orElse(Policy.NONE);
    if (alignment.isPresent()) {
      return new DmarcAnswer(Value.PASS, asked, Optional.of(published), alignment, "");
    } else if (alignment.isOpen() || policy.isEmpty()) {
      String detail = "not all is known that could back " + author;
      return new DmarcAnswer(Value.TEMPERROR, asked, Optional.of(published), alignment, detail);
    }
    String wish = asked.name().toLowerCase(Locale.ROOT);
    String detail = "neither SPF nor DKIM backs " + author + "; " + published.domain() + " asks for " + wish;
    return new DmarcAnswer(Value.FAIL, asked, Optional.of(published), alignment, detail);
  }

  /** What is asked for; empty when it cannot be found out whether the name exists. */
  private CompletionStage<Optional<Policy>> policy(String author, Published published) {
    DmarcRecord record = published.record();
    Policy existing =
        published.domain().equals(author) ? record.policy() : record.subdomains().orElse(record.policy());
    Policy nonexistent = published.domain().equals(author) ? existing : record.nonexistent().orElse(existing);
    if (nonexistent == existing) {
      return done(Optional.of(inForce(record, existing)));
    }
    return resolver.ipv4(author).thenApply(answer -> policy(record, answer, existing, nonexistent));
  }

  private static Optional<Policy> policy(DmarcRecord record, DnsAnswer<?> answer, Policy existing, Policy nonexistent) {
    return switch (answer.kind()) {
      case FAILED -> Optional.empty();
      case NO_SUCH_NAME -> Optional.of(inForce(record, nonexistent));
      default -> Optional.of(inForce(record, existing));
    };
  }

  /** While a domain tests its policy, one level less is asked for (section 4.7). */
  private static Policy inForce(DmarcRecord record, Policy policy) {
    if (!record.testing()) {
      return policy;
    }
    return policy == Policy.REJECT ? Policy.QUARANTINE : Policy.NONE;
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }
}
