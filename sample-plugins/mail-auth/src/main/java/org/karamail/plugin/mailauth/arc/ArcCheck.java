package org.karamail.plugin.mailauth.arc;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.karamail.dkim.Canonicalization;
import org.karamail.dkim.KeyRecord;
import org.karamail.dkim.SignedFields;
import org.karamail.hook.CheckResult.Value;
import org.karamail.message.HeaderBlock;
import org.karamail.plugin.mailauth.arc.ArcResult.Status;
import org.karamail.plugin.mailauth.dkim.BodyHashes;
import org.karamail.plugin.mailauth.dkim.KeyFinder;
import org.karamail.plugin.mailauth.dkim.SignatureRules;
import org.karamail.plugin.mailauth.dkim.SignatureTags;

/** Validates the chain of a message (RFC 8617 section 5.2). */
public final class ArcCheck {

  private static final ArcResult NONE = new ArcResult(Status.NONE, "");
  private static final ArcResult PASS = new ArcResult(Status.PASS, "");

  private final KeyFinder keys;
  private final Clock clock;

  public ArcCheck(KeyFinder keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The forms in which the body has to be hashed. */
  public static Stream<Canonicalization> bodyForms(HeaderBlock headers) {
    ArcChain chain = ArcChain.of(headers);
    return chain.sets().isEmpty() ? Stream.empty() : chain.newest().message().bodyForm().stream();
  }

  /**
   * Validates the chain; looks up keys.
   *
   * @param hashes of the body, in all its {@link #bodyForms}
   */
  public CompletionStage<ArcResult> check(HeaderBlock headers, BodyHashes hashes) {
    ArcChain chain = ArcChain.of(headers);
    if (chain.isEmpty()) {
      return CompletableFuture.completedStage(NONE);
    }
    SignedFields fields = SignedFields.of(headers);
    Optional<String> problem = chain.problem().or(() -> problem(chain)).or(() -> problem(chain.newest(), fields, hashes));
    return problem
        .map(text -> CompletableFuture.completedStage(new ArcResult(Status.FAIL, text)))
        .orElseGet(() -> signatures(chain, fields));
  }

  private static Optional<String> problem(ArcChain chain) {
    for (ArcSet set : chain.sets()) {
      String expected = set.instance() == 1 ? "none" : "pass";
      if (!set.validation().equals(expected)) {
        return Optional.of("seal " + set.instance() + " says " + (set.validation().equals("fail") ? "fail" : "what it may not"));
      } else if (!isWellFormed(set.seal())) {
        return Optional.of("seal " + set.instance() + " is malformed");
      }
    }
    return Optional.empty();
  }

  private static boolean isWellFormed(SignatureTags seal) {
    return seal.algorithm().isPresent()
        && seal.domain().isPresent()
        && seal.selector().isPresent()
        && seal.isSigned()
        && seal.tags().get("h").isEmpty()
        && seal.tags().get("bh").isEmpty()
        && !seal.number("t").equals(Optional.of(-1L));
  }

  /** What is wrong with the newest message signature; older ones have had their say in the seals above them. */
  private Optional<String> problem(ArcSet set, SignedFields fields, BodyHashes hashes) {
    SignatureTags message = set.message();
    Optional<String> problem = SignatureRules.problem(message, fields, clock.instant());
    if (problem.isPresent()) {
      return problem.map(text -> "the message signature: " + text);
    } else if (message.names().stream().anyMatch(ArcSet.SEAL::equalsIgnoreCase) || message.number("l").isPresent()) {
      return Optional.of("the message signature covers what it may not");
    }
    return hashes.has(message.bodyForm().orElseThrow(), message.bodyHash().orElseThrow())
        ? Optional.empty()
        : Optional.of("the body was changed");
  }

  private CompletionStage<ArcResult> signatures(ArcChain chain, SignedFields fields) {
    SignatureTags message = chain.newest().message();
    Canonicalization form = message.headerForm().orElseThrow();
    String signed = fields.canonical(message.names(), form);
    CompletionStage<ArcResult> result =
        verify(message, key -> message.isSignedBy(key, signed, form), "the message signature does not hold");
    StringBuilder before = new StringBuilder();
    for (ArcSet set : chain.sets()) {
      String sealed = before + set.canonicalUnsealed();
      before.append(set.canonical());
      String otherwise = "seal " + set.instance() + " does not hold";
      CompletionStage<ArcResult> seal =
          verify(set.seal(), key -> set.seal().isSignedBy(key, sealed, Canonicalization.RELAXED), otherwise);
      result = result.thenCombine(seal, ArcCheck::worse);
    }
    return result.thenApply(found -> found.status() == Status.PASS ? passed(chain) : found);
  }

  private CompletionStage<ArcResult> verify(SignatureTags signature, Predicate<KeyRecord> holds, String otherwise) {
    return keys.find(signature.selector().orElseThrow(), signature.domain().orElseThrow(), signature.algorithm().orElseThrow())
        .thenApply(
            found -> {
              if (found.problem().value() == Value.TEMPERROR) {
                return new ArcResult(Status.TEMPERROR, "a key could not be looked up");
              }
              return found.key().filter(holds).isPresent() ? PASS : new ArcResult(Status.FAIL, otherwise);
            });
  }

  private static ArcResult passed(ArcChain chain) {
    return new ArcResult(Status.PASS, "", chain.sets().stream().map(Sealed::of).toList());
  }

  /** A chain that fails somewhere has failed, whatever else could not be found out. */
  private static ArcResult worse(ArcResult one, ArcResult other) {
    if (one.status() == Status.FAIL || other.status() == Status.PASS) {
      return one;
    }
    return other.status() == Status.FAIL || one.status() == Status.PASS ? other : one;
  }
}
