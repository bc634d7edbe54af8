package org.karamail.outbound.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;

/**
 * Reads what a peer said into a {@link Reply}. A stranger's text goes into logs, reports and a terminal: control characters,
 * line separators and halves of characters become question marks, and it is cut to a length that a report can carry.
 */
final class ForeignReply {

  private static final Pattern LINE = Pattern.compile("([2-5][0-9]{2})(?:[ -](.*))?", Pattern.DOTALL);
  private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: +(.*))?", Pattern.DOTALL);
  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 500;

  private ForeignReply() {}

  /**
   * Reads the lines of a reply, separated by LF.
   *
   * @return empty when it is no reply: no code, or a code that changes from line to line
   */
  static Optional<Reply> parse(String lines) {
    List<String> texts = new ArrayList<>();
    Optional<StatusCode> status = Optional.empty();
    String code = "";
    for (String line : lines.strip().split("\n", -1)) {
      Matcher form = LINE.matcher(line);
      if (!form.matches() || (!code.isEmpty() && !code.equals(form.group(1)))) {
        return Optional.empty();
      }
      code = form.group(1);
      String text = Optional.ofNullable(form.group(2)).orElse("");
      Optional<StatusCode> own = status(text, code.charAt(0) - '0');
      status = status.or(() -> own);
      texts.add(shortened(cleaned(own.isPresent() ? withoutStatus(text) : text)));
    }
    List<String> kept = texts.size() > MOST_LINES ? texts.subList(0, MOST_LINES) : texts;
    return Optional.of(new Reply(Integer.parseInt(code), status, kept));
  }

  private static Optional<StatusCode> status(String text, int severity) {
    Matcher form = STATUS.matcher(text);
    return form.matches()
        ? StatusCode.parse(form.group(1)).filter(status -> status.severity() == severity)
        : Optional.empty();
  }

  private static String withoutStatus(String text) {
    Matcher form = STATUS.matcher(text);
    return form.matches() ? Optional.ofNullable(form.group(2)).orElse("") : text;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LINE ? text : cleaned(text.substring(0, LONGEST_LINE)) + "…";
  }

  /** The text with a question mark for everything that is not to be shown. */
  static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(isShown(c) ? c : '?'));
    return clean.toString().strip();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
