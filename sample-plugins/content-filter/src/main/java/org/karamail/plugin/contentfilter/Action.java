package org.karamail.plugin.contentfilter;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.hook.Edits;
import org.karamail.hook.Verdict;
import org.karamail.message.HeaderField;

/**
 * What is done with a message.
 *
 * @param kind what
 * @param name of the field, for HEADER
 * @param text what the sender is told for REJECT and DEFER, the value of the field for HEADER
 */
record Action(Kind kind, String name, String text) {

  static final String ACCEPTED = "reject TEXT, defer TEXT, quarantine, discard, header NAME: VALUE, or pass";

  private static final Pattern FORM =
      Pattern.compile("(?i)(reject|defer)( [ -~]{1,200})?|(quarantine|discard|pass)|header ([!-9;-~]{1,70}): ([ -~]{1,500})");

  /** What. */
  enum Kind {
    REJECT,
    DEFER,
    QUARANTINE,
    DISCARD,
    /** A field is put on top, and the next rule is looked at. */
    HEADER,
    /** No further rule is looked at. */
    PASS
  }

  static Action quarantine() {
    return new Action(Kind.QUARANTINE, "", "");
  }

  /** Reads one; empty when the text is none. */
  static Optional<Action> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    } else if (form.group(4) != null) {
      return Optional.of(new Action(Kind.HEADER, form.group(4), form.group(5).strip()));
    }
    String word = form.group(1) == null ? form.group(3) : form.group(1);
    Kind kind = Kind.valueOf(word.toUpperCase(Locale.ROOT));
    return Optional.of(new Action(kind, "", Optional.ofNullable(form.group(2)).orElse("").strip()));
  }

  /** The verdict; for HEADER and PASS that nothing is against the message. */
  Verdict verdict(String why) {
    return switch (kind) {
      case REJECT -> Verdict.reject("5.7.1", text.isEmpty() ? "This message is not wanted here" : text);
      case DEFER -> Verdict.defer("4.7.1", text.isEmpty() ? "Not now; please try again later" : text);
      case QUARANTINE -> Verdict.quarantine(why);
      case DISCARD -> Verdict.discard(why);
      case HEADER, PASS -> Verdict.proceed();
    };
  }

  /** The field that is put on top, for HEADER. */
  Edits edits() {
    HeaderField field = HeaderField.of(name, text);
    return Edits.of(new Edits.Edit.AddField(field));
  }
}
