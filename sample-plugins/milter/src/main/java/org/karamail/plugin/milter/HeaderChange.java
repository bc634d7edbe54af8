package org.karamail.plugin.milter;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.message.HeaderField;

/**
 * The way from one header to another by the edits that hooks have: fields are put on top, and removed by name, all of a name
 * at once. So from the lowest place where both differ upwards everything is removed and put there again; and where a name
 * that is removed stands further down as well, from there.
 */
final class HeaderChange {

  private HeaderChange() {}

  /** The edits that make {@code after} out of {@code before}, field by field and octet by octet. */
  static Edits between(List<HeaderField> before, List<HeaderField> after) {
    int same = commonEnd(before, after);
    Set<String> removed = names(before.subList(0, before.size() - same));
    for (int kept = untouched(before, same, removed); kept < same; kept = untouched(before, same, removed)) {
      same = kept;
      removed = names(before.subList(0, before.size() - same));
    }
    Edits edits = Edits.NONE;
    for (String name : removed.stream().sorted().toList()) {
      edits = edits.and(Edits.removeFields(name));
    }
    for (int i = after.size() - same - 1; i >= 0; i--) {
      edits = edits.and(Edits.of(new Edit.AddField(after.get(i))));
    }
    return edits;
  }

  private static int commonEnd(List<HeaderField> before, List<HeaderField> after) {
    int most = Math.min(before.size(), after.size());
    int same = 0;
    while (same < most && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
      same++;
    }
    return same;
  }

  /** How many of the last fields stay when these names are removed. */
  private static int untouched(List<HeaderField> before, int same, Set<String> removed) {
    int kept = 0;
    while (kept < same && !removed.contains(name(before.get(before.size() - 1 - kept)))) {
      kept++;
    }
    return kept;
  }

  private static Set<String> names(List<HeaderField> fields) {
    Set<String> names = new HashSet<>();
    fields.forEach(field -> names.add(name(field)));
    return names;
  }

  private static String name(HeaderField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }
}
