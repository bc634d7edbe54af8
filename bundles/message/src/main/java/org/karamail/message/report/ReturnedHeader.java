package org.karamail.message.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Pattern;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;

/** What a report gives back of the message it is about. */
final class ReturnedHeader {

  static final int LONGEST = 50 * 1024;
  private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,250}>");

  private ReturnedHeader() {}

  /** The fields, octets as ISO 8859-1; those that go beyond 50 KB are left out. */
  static String text(HeaderBlock headers) {
    StringBuilder text = new StringBuilder();
    for (HeaderField field : headers.fields()) {
      if (text.length() + field.raw().length() > LONGEST) {
        break;
      }
      text.append(field.raw());
    }
    return text.toString();
  }

  /** Its Message-ID, if it can be put into another header as it stands. */
  static Optional<String> messageId(HeaderBlock headers) {
    return headers.first("Message-ID").map(HeaderField::value).filter(id -> MESSAGE_ID.matcher(id).matches());
  }
}
