package org.karamail.plugin.mailauth.dkim;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.dkim.Algorithm;
import org.karamail.dkim.Canonicalization;
import org.karamail.dkim.KeyRecord;
import org.karamail.dkim.SignatureText;
import org.karamail.dkim.SignedFields;
import org.karamail.dkim.TagList;
import org.karamail.message.HeaderField;
import org.karamail.model.MailDomain;

/**
 * A signature as it stands in a header. Nothing of it is believed: each answer is empty where the tag is missing or makes no
 * sense.
 *
 * @param field with folds and all, as it is hashed
 */
public record SignatureTags(HeaderField field, TagList tags) {

  private static final Pattern HEX = Pattern.compile("=([0-9A-F]{2})");
  private static final int LONGEST_NUMBER = 12;
  private static final int LONGEST_SELECTOR = 190;

  /** Reads a field; empty when its value is no list of tags. */
  public static Optional<SignatureTags> of(HeaderField field) {
    return TagList.parse(field.value()).map(tags -> new SignatureTags(field, tags));
  }

  /** {@code a=}, as it stands. */
  public String algorithmName() {
    return tags.get("a").orElse("");
  }

  /** {@code a=}, where we know it. */
  public Optional<Algorithm> algorithm() {
    return Algorithm.named(algorithmName());
  }

  /** {@code d=}. */
  public Optional<MailDomain> domain() {
    return tags.get("d").flatMap(MailDomain::parse).filter(domain -> !domain.isAddressLiteral());
  }

  /** {@code s=}. */
  public Optional<String> selector() {
    return tags.get("s")
        .filter(text -> text.length() <= LONGEST_SELECTOR)
        .filter(text -> MailDomain.parse(text).filter(name -> !name.isAddressLiteral()).isPresent());
  }

  /** {@code h=}, the fields that are signed. */
  public List<String> names() {
    return tags.parts("h");
  }

  /** Whether as many From fields are signed as there are: one that is not could be anybody's. */
  public boolean coversFrom(SignedFields fields) {
    long signed = names().stream().filter("From"::equalsIgnoreCase).count();
    return signed > 0 && signed >= fields.count("From");
  }

  /** How the header was made canonical; simple when nothing is said. */
  public Optional<Canonicalization> headerForm() {
    return form(0);
  }

  /** How the body was. */
  public Optional<Canonicalization> bodyForm() {
    return form(1);
  }

  /** {@code bh=} as octets. */
  public Optional<byte[]> bodyHash() {
    return octets("bh");
  }

  /** A tag that holds a number: empty where it is missing, -1 where it is none. */
  public Optional<Long> number(String tag) {
    return tags.get(tag)
        .map(
            text ->
                !text.isEmpty() && text.length() <= LONGEST_NUMBER && text.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Long.parseLong(text)
                    : -1L);
  }

  /** Whether {@code x=} has passed. */
  boolean isExpired(Instant now) {
    return number("x").filter(end -> end < now.getEpochSecond()).isPresent();
  }

  /** The domain of {@code i=}, lower case; that of {@code d=} where there is none. */
  String identityDomain() {
    String domain = tags.get("d").orElse("").toLowerCase(Locale.ROOT);
    return tags.get("i")
        .map(SignatureTags::decoded)
        .map(text -> text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
        .orElse(domain);
  }

  /** What quoted-printable stands for, which {@code i=} may be written in (RFC 6376 section 2.11). */
  private static String decoded(String text) {
    return HEX.matcher(text).replaceAll(octet -> Matcher.quoteReplacement("" + (char) Integer.parseInt(octet.group(1), 16)));
  }

  /**
   * Whether the owner of the key has signed this.
   *
   * @param fields the canonical form of what is signed besides this field
   */
  public boolean isSignedBy(KeyRecord key, String fields, Canonicalization form) {
    byte[] hashed = SignatureText.hashed(fields, field, form);
    Optional<byte[]> signature = octets("b");
    return signature.isPresent()
        && key.key().map(known -> key.algorithm().verify(known, hashed, signature.get())).orElse(false);
  }

  /** Whether {@code b=} holds anything that could be a signature. */
  public boolean isSigned() {
    return octets("b").isPresent();
  }

  private Optional<Canonicalization> form(int part) {
    String[] forms = tags.get("c").orElse("simple").split("/", -1);
    if (forms.length > 2) {
      return Optional.empty();
    }
    return Canonicalization.named(part < forms.length ? forms[part] : "simple");
  }

  private Optional<byte[]> octets(String tag) {
    try {
      return tags.dense(tag).map(text -> Base64.getDecoder().decode(text)).filter(octets -> octets.length > 0);
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }
}
