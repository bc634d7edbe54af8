package org.karamail.plugin.mailauth.dkim;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.karamail.dkim.Canonicalization;
import org.karamail.dkim.KeyRecord;
import org.karamail.dkim.SignedFields;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.DkimSignature;
import org.karamail.hook.CheckResult.Value;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;

/** Verifies the DKIM signatures of a message. */
public final class DkimCheck {

  /** How many signatures of a message are looked at, from the top. */
  public static final int MOST_SIGNATURES = 10;

  /** The field that holds a signature. */
  public static final String FIELD = "DKIM-Signature";

  /** The graver, the earlier: what is said of a message none of whose signatures passes. */
  private static final List<Value> ORDER =
      List.of(Value.PASS, Value.TEMPERROR, Value.FAIL, Value.POLICY, Value.PERMERROR);

  private final KeyFinder keys;
  private final Clock clock;

  public DkimCheck(KeyFinder keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The signatures that will be looked at; those that are no list of tags are left out. */
  private static List<SignatureTags> signatures(HeaderBlock headers) {
    return fields(headers).limit(MOST_SIGNATURES).map(SignatureTags::of).flatMap(Optional::stream).toList();
  }

  /** The forms in which the body has to be hashed. */
  public static Stream<Canonicalization> bodyForms(HeaderBlock headers) {
    return signatures(headers).stream().flatMap(signature -> signature.bodyForm().stream());
  }

  /**
   * Verifies the signatures; looks up keys.
   *
   * @param hashes of the body, in all its {@link #bodyForms}
   */
  public CompletionStage<Dkim> check(HeaderBlock headers, BodyHashes hashes) {
    List<SignatureTags> signatures = signatures(headers);
    SignedFields fields = SignedFields.of(headers);
    CompletionStage<List<DkimSignature>> all = CompletableFuture.completedStage(List.of());
    for (SignatureTags signature : signatures) {
      all = all.thenCombine(verify(signature, fields, hashes), DkimCheck::and);
    }
    long present = fields(headers).count();
    return all.thenApply(found -> summary(found, present));
  }

  private CompletionStage<List<DkimSignature>> verify(SignatureTags signature, SignedFields fields, BodyHashes hashes) {
    return judge(signature, fields, hashes)
        .thenApply(
            found ->
                signature.domain().stream()
                    .map(d -> new DkimSignature(found.value(), d, signature.selector().orElse(""), found.detail()))
                    .toList());
  }

  private CompletionStage<Found> judge(SignatureTags signature, SignedFields fields, BodyHashes hashes) {
    Optional<String> problem = SignatureRules.dkimProblem(signature, fields, clock.instant());
    if (problem.isPresent()) {
      return done(Found.permanentError(problem.get()));
    }
    Canonicalization bodyForm = signature.bodyForm().orElseThrow();
    long length = hashes.length(bodyForm);
    long signed = signature.number("l").orElse(length);
    if (signed < length) {
      return done(new Found(Value.POLICY, "part of the body is not signed (l=)"));
    } else if (signed > length) {
      return done(Found.permanentError("l= is more than there is"));
    } else if (!hashes.has(bodyForm, signature.bodyHash().orElseThrow())) {
      return done(new Found(Value.FAIL, "the body was changed"));
    }
    return keys.find(signature.selector().orElseThrow(), signature.domain().orElseThrow(), signature.algorithm().orElseThrow())
        .thenApply(found -> found.key().map(key -> verified(signature, fields, key)).orElse(found.problem()));
  }

  private static Found verified(SignatureTags signature, SignedFields fields, KeyRecord key) {
    if (!key.allows(signature.identityDomain(), signature.domain().orElseThrow().text())) {
      return Found.permanentError("the key is not for subdomains");
    }
    Canonicalization form = signature.headerForm().orElseThrow();
    if (!signature.isSignedBy(key, fields.canonical(signature.names(), form), form)) {
      return new Found(Value.FAIL, "the signature is not of this header and key");
    }
    return key.isTest() ? new Found(Value.PASS, "the domain is trying DKIM out") : Found.PASS;
  }

  private static Dkim summary(List<DkimSignature> found, long present) {
    if (present == 0) {
      return new Dkim(Value.NONE, List.of(), "no signature");
    }
    Value value =
        ORDER.stream()
            .filter(one -> found.stream().anyMatch(signature -> signature.value() == one))
            .findFirst()
            .orElse(Value.PERMERROR);
    long others = present - found.size();
    return new Dkim(value, found, others == 0 ? "" : others + " signatures are unreadable or too many");
  }

  private static Stream<HeaderField> fields(HeaderBlock headers) {
    return headers.fields().stream().filter(field -> field.isNamed(FIELD));
  }

  private static <T> List<T> and(List<T> former, List<T> further) {
    List<T> all = new ArrayList<>(former);
    all.addAll(further);
    return all;
  }

  private static CompletionStage<Found> done(Found found) {
    return CompletableFuture.completedStage(found);
  }
}
