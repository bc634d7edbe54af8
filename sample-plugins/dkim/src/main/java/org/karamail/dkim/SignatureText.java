package org.karamail.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import org.karamail.message.HeaderField;

/** The text of a field that holds a signature: composed, emptied of its {@code b=}, hashed and signed. */
public final class SignatureText {

  private static final String FOLD = "\r\n\t";
  private static final int LINE = 76;

  private SignatureText() {}

  /**
   * What is signed: the fields, then the signature's own field with an empty {@code b=} and no CRLF (RFC 6376 section 3.7).
   *
   * @param fields their canonical form
   * @param own the signature's field as it stands in the header, or without the value of {@code b=}
   */
  public static byte[] hashed(String fields, HeaderField own, Canonicalization form) {
    String last = form.field(emptied(own.raw()));
    return (fields + last.substring(0, last.length() - 2)).getBytes(ISO_8859_1);
  }

  /** Signs a field that ends in {@code b=}, and answers it whole. */
  public static HeaderField signed(
      String fields, HeaderField unsigned, Canonicalization form, Algorithm algorithm, PrivateKey key) {
    String signature = Base64.getEncoder().encodeToString(algorithm.sign(key, hashed(fields, unsigned, form)));
    return new HeaderField(unsigned.raw().stripTrailing() + folded(signature) + "\r\n");
  }

  /** A field that waits for its signature: these tags, each {@code name=value}, then {@code b=}. */
  public static HeaderField unsigned(String name, List<String> tags) {
    StringBuilder text = new StringBuilder(name).append(": ");
    int column = text.length();
    for (String tag : tags) {
      String spec = tag + "; ";
      if (column + widthOfFirstLine(spec) > LINE) {
        text.setLength(text.length() - 1);
        text.append(FOLD);
        column = 8;
      }
      text.append(spec);
      column = column(text);
    }
    text.setLength(text.length() - 1);
    return new HeaderField(text.append(FOLD).append("b=\r\n").toString());
  }

  /** A value of {@code h=}, folded behind colons. */
  public static String names(List<String> names) {
    StringBuilder text = new StringBuilder();
    int column = 10;
    for (String name : names) {
      if (column + name.length() > LINE - 2) {
        text.append(FOLD).append(' ');
        column = 9;
      }
      text.append(name).append(':');
      column += name.length() + 1;
    }
    text.setLength(Math.max(0, text.length() - 1));
    return text.toString();
  }

  /** The field without the value of its {@code b=} tag and the white space around that value. */
  static String emptied(String raw) {
    int from = raw.indexOf(':') + 1;
    while (from < raw.length()) {
      int end = raw.indexOf(';', from);
      int to = end < 0 ? raw.length() - 2 : end;
      int equals = raw.indexOf('=', from);
      if (equals >= 0 && equals < to && raw.substring(from, equals).strip().equals("b")) {
        return raw.substring(0, equals + 1) + raw.substring(to);
      }
      from = end < 0 ? raw.length() : end + 1;
    }
    return raw;
  }

  private static String folded(String signature) {
    StringBuilder text = new StringBuilder(signature);
    for (int at = LINE - 8; at < text.length(); at += LINE - 8 + FOLD.length()) {
      text.insert(at, FOLD);
    }
    return text.toString();
  }

  private static int widthOfFirstLine(String spec) {
    int fold = spec.indexOf('\r');
    return (fold < 0 ? spec.length() : fold) - 1;
  }

  private static int column(CharSequence text) {
    String all = text.toString();
    int line = all.lastIndexOf('\n');
    return line < 0 ? all.length() : all.length() - line + 6;
  }
}
