package org.karamail.plugin.mailauth.dkim;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.dkim.BodyDigest;
import org.karamail.dkim.Canonicalization;
import org.karamail.message.Body;

/** The hashes of a whole body, one for each canonical form that some signature uses. */
public final class BodyHashes {

  private final Map<Canonicalization, byte[]> hashes = new EnumMap<>(Canonicalization.class);
  private final Map<Canonicalization, Long> lengths = new EnumMap<>(Canonicalization.class);

  private BodyHashes(Map<Canonicalization, BodyDigest> digests) {
    digests.forEach(
        (form, digest) -> {
          hashes.put(form, digest.digest());
          lengths.put(form, digest.length());
        });
  }

  /** Reads the body once; not at all when there is no form. */
  public static BodyHashes of(Body body, Stream<Canonicalization> forms) throws IOException {
    Map<Canonicalization, BodyDigest> digests = new EnumMap<>(Canonicalization.class);
    forms.forEach(form -> digests.computeIfAbsent(form, one -> new BodyDigest(one, BodyDigest.WHOLE)));
    BodyDigest.read(body, digests.values());
    return new BodyHashes(digests);
  }

  /** Whether the body has this hash in this form. */
  public boolean has(Canonicalization form, byte[] hash) {
    return Optional.ofNullable(hashes.get(form)).map(known -> MessageDigest.isEqual(known, hash)).orElse(false);
  }

  /** How long it is in this form. */
  long length(Canonicalization form) {
    return Optional.ofNullable(lengths.get(form)).orElse(0L);
  }
}
