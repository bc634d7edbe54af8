package org.karamail.plugin.mailauth.arc;

import org.karamail.dkim.Canonicalization;
import org.karamail.plugin.mailauth.dkim.SignatureTags;
import org.karamail.message.HeaderField;

/**
 * The three fields that one host adds.
 *
 * @param instance 1 for the first host
 * @param results ARC-Authentication-Results
 * @param message ARC-Message-Signature
 * @param seal ARC-Seal
 */
record ArcSet(int instance, HeaderField results, SignatureTags message, SignatureTags seal) {

  static final String RESULTS = "ARC-Authentication-Results";
  static final String MESSAGE = "ARC-Message-Signature";
  static final String SEAL = "ARC-Seal";

  /** How seals see it (RFC 8617 section 5.1.1). */
  String canonical() {
    return canonicalUnsealed() + Canonicalization.RELAXED.field(seal.field().raw());
  }

  /** The same without the seal. */
  String canonicalUnsealed() {
    return Canonicalization.RELAXED.field(results.raw()) + Canonicalization.RELAXED.field(message.field().raw());
  }

  /** What the sealer found of the chain before it: none, pass or fail; empty where it does not say. */
  String validation() {
    return seal.tags().get("cv").orElse("");
  }
}
