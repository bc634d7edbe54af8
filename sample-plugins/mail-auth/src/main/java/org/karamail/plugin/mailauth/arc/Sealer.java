package org.karamail.plugin.mailauth.arc;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.karamail.dkim.BodyDigest;
import org.karamail.dkim.Canonicalization;
import org.karamail.dkim.SignatureText;
import org.karamail.dkim.SignedFields;
import org.karamail.dkim.SigningKey;
import org.karamail.message.HeaderField;
import org.karamail.message.Message;
import org.karamail.plugin.mailauth.arc.ArcResult.Status;

/**
 * Adds our set to a chain (RFC 8617 section 5.1).
 *
 * @param key ours
 * @param clock tells {@code t=}
 */
public record Sealer(SigningKey key, Clock clock) {

  /** What a message is known by; fields that hosts on the way add or change are none of it. */
  private static final List<String> SIGNED =
      List.of(
          "From", "Sender", "Reply-To", "Subject", "Date", "Message-ID", "To", "Cc", "MIME-Version", "Content-Type",
          "Content-Transfer-Encoding", "In-Reply-To", "References", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
          "DKIM-Signature");

  /**
   * Our three fields, in the order in which they are put on top.
   *
   * @param status what was found of the chain when the message came in
   * @param results what else was: the value of Authentication-Results
   * @return empty where nothing may be added: the chain has failed before us, is full, or could not be validated
   */
  public List<HeaderField> seal(Message message, Status status, String results) throws IOException {
    ArcChain chain = ArcChain.of(message.headers());
    boolean lost = !chain.sets().isEmpty() && chain.newest().validation().equals("fail");
    boolean surprising = status == Status.NONE ? !chain.isEmpty() : chain.isEmpty();
    if (lost || surprising || status == Status.TEMPERROR || chain.highest() >= ArcChain.MOST_SETS) {
      return List.of();
    }
    String instance = "i=" + (chain.highest() + 1);
    HeaderField found = new HeaderField(ArcSet.RESULTS + ": " + instance + "; " + results + "\r\n");
    HeaderField signature = signature(message, instance);
    return List.of(found, signature, seal(chain, status, instance, found, signature));
  }

  private HeaderField signature(Message message, String instance) throws IOException {
    BodyDigest body = new BodyDigest(Canonicalization.RELAXED, BodyDigest.WHOLE);
    BodyDigest.read(message.body(), List.of(body));
    SignedFields fields = SignedFields.of(message.headers());
    List<String> names = new ArrayList<>(List.of("From"));
    SIGNED.forEach(name -> names.addAll(Collections.nCopies(fields.count(name), name)));
    List<String> tags = tags(instance);
    tags.add("c=relaxed/relaxed");
    tags.add("h=" + SignatureText.names(names));
    tags.add("bh=" + Base64.getEncoder().encodeToString(body.digest()));
    return signed(ArcSet.MESSAGE, tags, fields.canonical(names, Canonicalization.RELAXED));
  }

  /** A chain that fails is sealed as if our set were the only one: of the others nobody knows what belongs to it. */
  private HeaderField seal(ArcChain chain, Status status, String instance, HeaderField found, HeaderField signature) {
    StringBuilder sealed = new StringBuilder();
    if (status == Status.PASS) {
      chain.sets().forEach(set -> sealed.append(set.canonical()));
    }
    sealed.append(Canonicalization.RELAXED.field(found.raw())).append(Canonicalization.RELAXED.field(signature.raw()));
    List<String> tags = tags(instance);
    tags.add("cv=" + status.text());
    return signed(ArcSet.SEAL, tags, sealed.toString());
  }

  private List<String> tags(String instance) {
    return new ArrayList<>(
        List.of(
            instance,
            "a=" + key.algorithm().text(),
            "d=" + key.domain(),
            "s=" + key.selector(),
            "t=" + clock.instant().getEpochSecond()));
  }

  private HeaderField signed(String name, List<String> tags, String before) {
    return SignatureText.signed(
        before, SignatureText.unsigned(name, tags), Canonicalization.RELAXED, key.algorithm(), key.key());
  }
}
