package org.karamail.deploy.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a bundle does not work, in one line that its author understands. */
final class Why {

  private static final Pattern REQUIREMENT = Pattern.compile("missing requirement \\[.*?\\] (\\S+?);? (\\(.*)");
  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)(.*)");
  private static final Pattern RANGE = Pattern.compile("\\(version>=([^)]+)\\)\\(!\\(version>=([^)]+)\\)\\)");
  private static final int LONGEST = 300;

  private Why() {}

  static String of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String text = Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
    Matcher requirement = REQUIREMENT.matcher(text);
    if (requirement.find()) {
      return missing(requirement.group(1), requirement.group(2));
    }
    return oneLine(cause == thrown ? text : cause.toString());
  }

  private static String missing(String namespace, String filter) {
    String wanted = filter.replaceFirst("\\s*Unresolved requirements:.*", "").strip();
    Matcher named = PACKAGE.matcher(wanted);
    return named.find()
        ? "nobody exports " + named.group(1) + versions(named.group(2)) + ", which it imports"
        : oneLine("nobody provides " + namespace + " " + wanted);
  }

  private static String versions(String rest) {
    Matcher bounds = RANGE.matcher(rest);
    if (bounds.find()) {
      return " in a version from " + bounds.group(1) + " up to, not including, " + bounds.group(2);
    }
    String range = rest.replaceAll("[()&]", " ").replaceAll("! version", " version not ").replaceAll("\\s+", " ").strip();
    return range.isEmpty() ? "" : " with " + range;
  }

  static String oneLine(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }
}
