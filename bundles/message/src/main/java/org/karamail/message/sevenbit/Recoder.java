package org.karamail.message.sevenbit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;
import org.karamail.message.HeaderBlock;

/** Writes parts under the encodings that were found for them, and everything else as it is. */
final class Recoder implements Parts {

  private static final byte[] CRLF = "\r\n".getBytes(US_ASCII);
  private static final int LINE = 76;

  private final OutputStream target;
  private final Iterator<Encoding> encodings;
  private OutputStream content;

  Recoder(PartHeader root, List<Encoding> encodings, OutputStream target) {
    this.target = target;
    this.encodings = encodings.iterator();
    this.content = isContent(root) ? encoder(next()) : target;
  }

  @Override
  public void header(PartHeader header) throws IOException {
    if (isContent(header)) {
      Encoding encoding = next();
      header.encodedAs(encoding).writeTo(target);
      content = encoder(encoding);
    } else {
      header.ofSevenBits().writeTo(target);
    }
  }

  /** The header of the whole, under the encodings of its contents. */
  static HeaderBlock header(PartHeader root, List<Encoding> encodings) {
    HeaderBlock header = isContent(root) ? root.encodedAs(encodings.get(0)) : root.ofSevenBits();
    return PartHeader.ofMime(header);
  }

  @Override
  public void content(byte[] octets, int from, int to) throws IOException {
    content.write(octets, from, to - from);
  }

  @Override
  public void endOfContent() throws IOException {
    if (content != target) {
      content.close();
      content = target;
    }
  }

  @Override
  public void between(byte[] octets, int from, int to) throws IOException {
    target.write(octets, from, to - from);
  }

  @Override
  public void tooMuch() {
    throw new IllegalStateException("the census has let it pass");
  }

  private Encoding next() {
    return encodings.hasNext() ? encodings.next() : Encoding.AS_IT_IS;
  }

  private OutputStream encoder(Encoding encoding) {
    return switch (encoding) {
      case AS_IT_IS, SEVEN_BIT -> target;
      case QUOTED_PRINTABLE -> new QuotedPrintableOutputStream(target, false);
      case BASE64 -> Base64.getMimeEncoder(LINE, CRLF).wrap(target);
    };
  }

  private static boolean isContent(PartHeader header) {
    return header.shape() == PartHeader.Shape.CONTENT || header.shape() == PartHeader.Shape.SEALED;
  }
}
