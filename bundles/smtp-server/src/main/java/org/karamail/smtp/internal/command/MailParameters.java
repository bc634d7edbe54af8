package org.karamail.smtp.internal.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.karamail.model.BodyType;

/** The parameters of MAIL that are understood: SIZE (RFC 1870) and BODY (RFC 6152). */
record MailParameters(Parameters parameters) {

  static final String SIZE = "SIZE";
  static final String BODY = "BODY";

  /** RFC 1870 section 3. */
  private static final int MOST_DIGITS = 20;

  boolean areWellFormed() {
    return parameters.value(SIZE).map(size -> size.matches("\\d{1," + MOST_DIGITS + "}")).orElse(true)
        && parameters.value(BODY).map(body -> !body.isEmpty()).orElse(true);
  }

  /** The announced size, 0 when there is none; more than any limit when it is beyond a long. */
  long size() {
    return parameters.value(SIZE).map(MailParameters::number).orElse(0L);
  }

  /** What the body is made of; empty for what is not offered, such as BINARYMIME. */
  Optional<BodyType> body() {
    return parameters
        .value(BODY)
        .map(body -> body.toUpperCase(Locale.ROOT))
        .map(body -> Arrays.stream(BodyType.values()).filter(type -> type.keyword().equals(body)).findFirst())
        .orElse(Optional.of(BodyType.SEVEN_BIT));
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException beyondLong) {
      return Long.MAX_VALUE;
    }
  }
}
