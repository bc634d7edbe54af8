package org.karamail.itests.foreign;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields on top of a delivered file that servers on the way have put there, one by one.
 *
 * @param all them, in their order
 * @param content what is below exactly those
 */
public record TraceFields(String all, String content) {

  /** Takes fields of these names off the top, in this order; anything else there is a fault. */
  public static TraceFields of(String file, List<String> names) {
    int position = 0;
    for (String name : names) {
      Matcher field = Pattern.compile("\\G" + name + ": [^\n]*\n(?:[ \t][^\n]*\n)*").matcher(file);
      if (!field.find(position)) {
        throw new AssertionError("no " + name + " on top of: " + file.substring(position, Math.min(file.length(), position + 300)));
      }
      position = field.end();
    }
    return new TraceFields(file.substring(0, position), file.substring(position));
  }
}
