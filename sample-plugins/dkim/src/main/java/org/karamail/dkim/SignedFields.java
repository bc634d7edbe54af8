package org.karamail.dkim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;

/**
 * The fields of a header in the order in which signatures take them: of several with one name, the lowest first (RFC 6376
 * section 5.4.2).
 */
public final class SignedFields {

  private final Map<String, Deque<HeaderField>> byName = new HashMap<>();

  private SignedFields(List<HeaderField> fields) {
    fields.forEach(field -> byName.computeIfAbsent(key(field.name()), name -> new ArrayDeque<>()).addFirst(field));
  }

  public static SignedFields of(HeaderBlock headers) {
    return new SignedFields(headers.fields());
  }

  /** How many fields have this name, in any case. */
  public int count(String name) {
    return Optional.ofNullable(byName.get(key(name))).map(Deque::size).orElse(0);
  }

  /**
   * What a signature over these fields hashes of them. A name that stands more often than there are fields adds nothing, and
   * so says that there is no further one.
   *
   * @param names as in {@code h=}
   */
  public String canonical(List<String> names, Canonicalization form) {
    StringBuilder text = new StringBuilder();
    Map<String, Integer> taken = new HashMap<>();
    for (String name : names) {
      String key = key(name);
      int index = taken.merge(key, 1, Integer::sum);
      Optional.ofNullable(byName.get(key))
          .flatMap(fields -> fields.stream().skip(index - 1L).findFirst())
          .ifPresent(field -> text.append(form.field(field.raw())));
    }
    return text.toString();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
