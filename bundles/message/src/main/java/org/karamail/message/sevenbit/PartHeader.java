package org.karamail.message.sevenbit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ContentUtil;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;

/**
 * The header of a message or of a part of one, and what it says of what follows.
 *
 * @param block as it stands
 * @param shape what follows
 * @param boundary what separates its parts; empty where there are none
 */
record PartHeader(HeaderBlock block, Shape shape, String boundary) {

  /** What follows a header. */
  enum Shape {
    /** Parts between boundaries. */
    MULTIPART,
    /** A message with a header of its own. */
    MESSAGE,
    /** Content that may be encoded. */
    CONTENT,
    /** What nobody may touch: signed, encrypted, encoded already, or bound to seven bits by its type. */
    SEALED
  }

  private static final String ENCODING = "Content-Transfer-Encoding";
  private static final String TYPE = "Content-Type";
  private static final Set<String> PLAIN_ENCODINGS = Set.of("", "7bit", "8bit", "binary");
  private static final Set<String> SEALED_MULTIPARTS = Set.of("multipart/signed", "multipart/encrypted");
  private static final byte[] END = {'\r', '\n'};

  static PartHeader of(HeaderBlock block) {
    Optional<RawBody> type = block.first(TYPE).map(PartHeader::parsed);
    String name = type.map(RawBody::getValue).map(text -> text.strip().toLowerCase(Locale.ROOT)).orElse("text/plain");
    String boundary = type.map(PartHeader::boundary).orElse("");
    return new PartHeader(block, shape(name, boundary, PLAIN_ENCODINGS.contains(encoding(block))), boundary);
  }

  /** Whether a field holds octets beyond ASCII. */
  boolean isBeyondAscii() {
    return Octets.beyondAscii(block.toBytes(), 0, Math.toIntExact(block.size())) > 0;
  }

  /** The header of the same under another encoding. */
  HeaderBlock encodedAs(Encoding encoding) {
    return encoding == Encoding.AS_IT_IS ? block : with(block.without(ENCODING), HeaderField.of(ENCODING, encoding.keyword()));
  }

  /** The header of a container whose parts no longer need eight bits. */
  HeaderBlock ofSevenBits() {
    return Set.of("8bit", "binary").contains(encoding(block)) ? encodedAs(Encoding.SEVEN_BIT) : block;
  }

  /** A header that makes a message one of MIME; of what nobody has described the character set is unknown (RFC 1428). */
  static HeaderBlock ofMime(HeaderBlock header) {
    if (header.first("MIME-Version").isPresent()) {
      return header;
    }
    HeaderBlock mime = with(header, HeaderField.of("MIME-Version", "1.0"));
    return mime.first(TYPE).isPresent() ? mime : with(mime, HeaderField.of(TYPE, "text/plain; charset=unknown-8bit"));
  }

  private static Shape shape(String type, String boundary, boolean isPlain) {
    if (!isPlain || SEALED_MULTIPARTS.contains(type)) {
      return Shape.SEALED;
    }
    if (type.startsWith("multipart/") && !boundary.isEmpty()) {
      return Shape.MULTIPART;
    }
    if (type.equals("message/rfc822")) {
      return Shape.MESSAGE;
    }
    boolean isBound = type.startsWith("multipart/") || (type.startsWith("message/") && !type.startsWith("message/global"));
    return isBound ? Shape.SEALED : Shape.CONTENT;
  }

  private static String encoding(HeaderBlock block) {
    return block.first(ENCODING).map(field -> field.value().toLowerCase(Locale.ROOT).split("[\\s(;]", 2)[0]).orElse("");
  }

  private static RawBody parsed(HeaderField field) {
    String value = field.value();
    return RawFieldParser.DEFAULT.parseRawBody(ContentUtil.encode(value), new ParserCursor(0, value.length()));
  }

  private static String boundary(RawBody type) {
    List<NameValuePair> parameters = type.getParams();
    return parameters.stream()
        .filter(one -> "boundary".equalsIgnoreCase(one.getName()))
        .map(one -> Optional.ofNullable(one.getValue()).orElse(""))
        .findFirst()
        .orElse("");
  }

  /** Below the others, before the empty line. */
  private static HeaderBlock with(HeaderBlock header, HeaderField field) {
    byte[] octets = header.toBytes();
    int end = endOfFields(octets);
    ByteArrayOutputStream joined = new ByteArrayOutputStream(octets.length + 64);
    joined.write(octets, 0, end);
    joined.writeBytes(field.raw().getBytes(ISO_8859_1));
    joined.write(octets, end, octets.length - end);
    return HeaderBlock.of(joined.toByteArray());
  }

  private static int endOfFields(byte[] octets) {
    int last = octets.length - END.length;
    boolean hasEmptyLine =
        last >= 0
            && Arrays.equals(octets, last, octets.length, END, 0, END.length)
            && (last == 0 || octets[last - 1] == '\n');
    return hasEmptyLine ? last : octets.length;
  }
}
