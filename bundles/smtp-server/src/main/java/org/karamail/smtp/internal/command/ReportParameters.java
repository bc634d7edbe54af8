package org.karamail.smtp.internal.command;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.karamail.model.Notify;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.model.Xtext;
import org.karamail.smtp.internal.session.Answer;

/** The parameters of MAIL and RCPT that ask for reports (RFC 3461 section 4): RET, ENVID, NOTIFY, ORCPT. */
record ReportParameters(Parameters parameters) {

  static final String RET = "RET";
  static final String ENVID = "ENVID";
  static final String NOTIFY = "NOTIFY";
  static final String ORCPT = "ORCPT";

  private static final int LONGEST_ENVID = 100;
  private static final int LONGEST_ORCPT = 500;
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9-]+");

  private static final Answer BAD_RET = Answer.of(501, "5.5.4", "RET is FULL or HDRS");
  private static final Answer BAD_ENVID =
      Answer.of(501, "5.5.4", "ENVID is up to " + LONGEST_ENVID + " characters of xtext");
  private static final Answer BAD_NOTIFY =
      Answer.of(501, "5.5.4", "NOTIFY is NEVER, or a list of SUCCESS, FAILURE, DELAY");
  private static final Answer BAD_ORCPT =
      Answer.of(501, "5.5.4", "ORCPT is a type, a semicolon and an address in xtext, up to " + LONGEST_ORCPT + " characters");

  /** What is wrong with them, if anything is. */
  Optional<Answer> objection() {
    return Stream.of(
            unless(parameters.value(RET).map(value -> returned(value).isPresent()), BAD_RET),
            unless(parameters.value(ENVID).map(ReportParameters::isEnvelopeId), BAD_ENVID),
            unless(parameters.value(NOTIFY).map(value -> when(value).isPresent()), BAD_NOTIFY),
            unless(parameters.value(ORCPT).map(ReportParameters::isOriginalRecipient), BAD_ORCPT))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Those of MAIL, when nothing is wrong with them. */
  ReportForm form() {
    return new ReportForm(parameters.value(RET).flatMap(ReportParameters::returned), parameters.value(ENVID));
  }

  /** Those of RCPT, when nothing is wrong with them. */
  ReportWish wish() {
    return new ReportWish(parameters.value(NOTIFY).flatMap(ReportParameters::when).orElse(Set.of()), parameters.value(ORCPT));
  }

  private static Optional<Answer> unless(Optional<Boolean> good, Answer objection) {
    return good.filter(yes -> !yes).map(no -> objection);
  }

  private static Optional<ReportForm.Returned> returned(String value) {
    return Arrays.stream(ReportForm.Returned.values()).filter(one -> one.name().equalsIgnoreCase(value)).findFirst();
  }

  private static boolean isEnvelopeId(String value) {
    return !value.isEmpty() && value.length() <= LONGEST_ENVID && Xtext.isWellFormed(value);
  }

  private static Optional<Set<Notify>> when(String value) {
    Set<Notify> all = EnumSet.noneOf(Notify.class);
    for (String word : value.toUpperCase(Locale.ROOT).split(",", -1)) {
      Optional<Notify> one = Arrays.stream(Notify.values()).filter(known -> known.name().equals(word)).findFirst();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return all.contains(Notify.NEVER) && all.size() > 1 ? Optional.empty() : Optional.of(all);
  }

  private static boolean isOriginalRecipient(String value) {
    int semicolon = value.indexOf(';');
    return semicolon > 0
        && value.length() <= LONGEST_ORCPT
        && semicolon < value.length() - 1
        && TYPE.matcher(value.substring(0, semicolon)).matches()
        && Xtext.isWellFormed(value.substring(semicolon + 1));
  }
}
