package org.karamail.plugin.dkimsigner;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.karamail.dkim.BodyDigest;
import org.karamail.dkim.KeyName;
import org.karamail.dkim.SignatureText;
import org.karamail.dkim.SignedFields;
import org.karamail.dkim.SigningKey;
import org.karamail.message.AddressList;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.message.Message;
import org.karamail.model.MailDomain;

/**
 * Makes signatures by the settings of the moment.
 *
 * @param clock tells {@code t=} and {@code x=}
 */
record Signing(SignerSettings settings, Clock clock) {

  private static final String FIELD = "DKIM-Signature";

  /** The keys that sign for a message's author: those of his domain, or of the nearest above it that has any. */
  List<SigningKey> keys(HeaderBlock headers) {
    if (settings.keys().isEmpty()) {
      return List.of();
    }
    Optional<MailDomain> domain = author(headers);
    while (domain.isPresent()) {
      MailDomain name = domain.get();
      List<SigningKey> keys = settings.keys().stream().filter(key -> key.domain().equals(name)).toList();
      if (!keys.isEmpty()) {
        return keys;
      }
      domain = settings.subdomains() ? above(name) : Optional.empty();
    }
    return List.of();
  }

  /** One signature for each key, in their order. */
  List<HeaderField> sign(Message message, List<SigningKey> keys) throws IOException {
    BodyDigest body = new BodyDigest(settings.bodyForm(), BodyDigest.WHOLE);
    BodyDigest.read(message.body(), List.of(body));
    String bodyHash = Base64.getEncoder().encodeToString(body.digest());
    SignedFields fields = SignedFields.of(message.headers());
    List<String> names = names(fields);
    String canonical = fields.canonical(names, settings.headerForm());
    return keys.stream()
        .map(key -> SignatureText.signed(canonical, unsigned(key, names, bodyHash), settings.headerForm(), key.algorithm(), key.key()))
        .toList();
  }

  private HeaderField unsigned(SigningKey key, List<String> names, String bodyHash) {
    long now = clock.instant().getEpochSecond();
    List<String> tags = new ArrayList<>();
    tags.add("v=1");
    tags.add("a=" + key.algorithm().text());
    tags.add("c=" + settings.headerForm().text() + "/" + settings.bodyForm().text());
    tags.add("d=" + key.domain());
    tags.add("s=" + key.selector());
    tags.add("t=" + now);
    if (!settings.expiry().isZero()) {
      tags.add("x=" + (now + settings.expiry().toSeconds()));
    }
    tags.add("h=" + SignatureText.names(names));
    tags.add("bh=" + bodyHash);
    return SignatureText.unsigned(FIELD, tags);
  }

  private List<String> names(SignedFields fields) {
    List<String> names = new ArrayList<>();
    settings.oversigned().forEach(name -> names.addAll(Collections.nCopies(fields.count(name) + 1, name)));
    settings.signed().forEach(name -> names.addAll(Collections.nCopies(fields.count(name), name)));
    return names;
  }

  /** The domain of the author; of several authors the first. */
  private static Optional<MailDomain> author(HeaderBlock headers) {
    return headers
        .first("From")
        .flatMap(from -> AddressList.parse(from.value()))
        .flatMap(authors -> KeyName.domain(authors.get(0).domain().text()));
  }

  private static Optional<MailDomain> above(MailDomain domain) {
    int dot = domain.text().indexOf('.');
    return dot < 0 ? Optional.empty() : MailDomain.parse(domain.text().substring(dot + 1));
  }
}
