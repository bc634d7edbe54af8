package org.karamail.plugin.mailauth.dkim;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.karamail.dkim.Algorithm;
import org.karamail.dkim.KeyRecord;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.Resolver;
import org.karamail.hook.CheckResult.Value;
import org.karamail.model.MailDomain;

/** Finds the keys that domains publish (RFC 6376 section 6.1.2). */
public final class KeyFinder {

  /**
   * What there is.
   *
   * @param key a key that may be used; empty where there is none
   * @param problem why there is none
   */
  public record KeyFound(Optional<KeyRecord> key, Found problem) {

    private static KeyFound none(Found problem) {
      return new KeyFound(Optional.empty(), problem);
    }
  }

  private final Resolver resolver;

  public KeyFinder(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The key for signatures of this kind under this selector. */
  public CompletionStage<KeyFound> find(String selector, MailDomain domain, Algorithm algorithm) {
    String name = KeyRecord.name(selector, domain.text());
    return resolver.txt(name).thenApply(answer -> read(name, algorithm, answer));
  }

  private static KeyFound read(String name, Algorithm algorithm, DnsAnswer<String> answer) {
    if (answer.kind() == DnsAnswer.Kind.FOUND) {
      List<KeyRecord> records = answer.records().stream().map(KeyRecord::parse).flatMap(Optional::stream).toList();
      return records.size() == 1
          ? judged(name, algorithm, records.get(0))
          : KeyFound.none(Found.permanentError((records.isEmpty() ? "no usable key at " : "more than one key at ") + name));
    }
    boolean said = answer.kind() == DnsAnswer.Kind.NO_SUCH_NAME || answer.kind() == DnsAnswer.Kind.NO_DATA;
    return KeyFound.none(
        said
            ? Found.permanentError("no key at " + name)
            : new Found(Value.TEMPERROR, "nobody could tell the key at " + name));
  }

  private static KeyFound judged(String name, Algorithm algorithm, KeyRecord record) {
    if (record.key().isEmpty()) {
      return KeyFound.none(Found.permanentError("the key at " + name + " was revoked"));
    } else if (record.algorithm() != algorithm) {
      return KeyFound.none(Found.permanentError("the key at " + name + " is of another kind"));
    } else if (!record.isStrong()) {
      return KeyFound.none(new Found(Value.POLICY, "the key at " + name + " is too short (RFC 8301)"));
    }
    return new KeyFound(Optional.of(record), Found.PASS);
  }
}
