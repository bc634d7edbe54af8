package org.karamail.plugin.milter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.hook.Verdict;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;

/** An SMTP reply as a milter words it: {@code 550 5.7.1 Go away}, in several lines with {@code 550-}. */
final class ReplyCode {

  private static final Pattern LINE = Pattern.compile("([45]\\d\\d)(?:[ -](?:([45]\\.\\d{1,3}\\.\\d{1,3})(?: |$))?(.*))?");
  private static final int MOST_LINES = 32;

  private ReplyCode() {}

  /**
   * The verdict that gives this reply.
   *
   * @throws IOException if it is no 4yz or 5yz
   */
  static Verdict verdict(String text) throws IOException {
    List<String> lines = new ArrayList<>();
    Optional<Matcher> first = Optional.empty();
    for (String line : text.split("\r?\n|\r", MOST_LINES)) {
      Matcher form = LINE.matcher(line.replaceAll("\\p{Cntrl}|[\\x80-\\xff]", "?"));
      if (!form.matches()) {
        throw new IOException("a reply that is none");
      }
      first = first.or(() -> Optional.of(form));
      lines.add(form.group(3) == null ? "" : form.group(3));
    }
    return verdict(first.orElseThrow(), lines);
  }

  private static Verdict verdict(Matcher first, List<String> lines) throws IOException {
    int code = Integer.parseInt(first.group(1));
    Optional<StatusCode> status = Optional.ofNullable(first.group(2)).flatMap(StatusCode::parse);
    StatusCode own = status.filter(given -> given.severity() == code / 100).orElse(new StatusCode(code / 100, 7, 1));
    Reply reply = new Reply(code, Optional.of(own), lines);
    return reply.isPermanent() ? Verdict.reject(reply) : Verdict.defer(reply);
  }
}
