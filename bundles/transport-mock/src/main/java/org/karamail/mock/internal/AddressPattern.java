package org.karamail.mock.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.karamail.model.Mailbox;

/** Addresses by their look: {@code *} stands for any run of characters; case does not matter. */
record AddressPattern(String text) {

  AddressPattern {
    text = text.toLowerCase(Locale.ROOT);
  }

  boolean fits(Mailbox address) {
    return regex().matcher(address.toString().toLowerCase(Locale.ROOT)).matches();
  }

  private Pattern regex() {
    return Pattern.compile(
        Arrays.stream(text.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
  }
}
