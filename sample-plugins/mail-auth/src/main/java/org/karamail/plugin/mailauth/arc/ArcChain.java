package org.karamail.plugin.mailauth.arc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.plugin.mailauth.dkim.SignatureTags;

/**
 * The sets of a message, the oldest first.
 *
 * @param sets empty when there is no chain, or a broken one
 * @param highest the highest instance that stands anywhere; 0 when there is no field of ARC at all
 * @param problem what is broken
 */
record ArcChain(List<ArcSet> sets, int highest, Optional<String> problem) {

  /** More sets are none (RFC 8617 section 4.2.1). */
  static final int MOST_SETS = 50;

  private static final int BROKEN = -1;

  ArcChain {
    sets = List.copyOf(sets);
  }

  static ArcChain of(HeaderBlock headers) {
    List<HeaderField> fields = headers.fields().stream().filter(ArcChain::isOfArc).toList();
    if (fields.isEmpty()) {
      return new ArcChain(List.of(), 0, Optional.empty());
    }
    Map<Integer, List<HeaderField>> byInstance = new TreeMap<>();
    fields.forEach(field -> byInstance.computeIfAbsent(instance(field), i -> new ArrayList<>()).add(field));
    int highest = byInstance.keySet().stream().reduce(0, Math::max);
    if (byInstance.containsKey(BROKEN)) {
      return broken(highest, "a field without a readable instance");
    }
    List<ArcSet> sets = new ArrayList<>();
    for (Map.Entry<Integer, List<HeaderField>> one : byInstance.entrySet()) {
      Optional<ArcSet> set = set(one.getKey(), one.getValue());
      if (set.isEmpty() || one.getKey() != sets.size() + 1) {
        return broken(highest, "set " + (sets.size() + 1) + " is missing or not whole");
      }
      sets.add(set.get());
    }
    return new ArcChain(sets, highest, Optional.empty());
  }

  boolean isEmpty() {
    return highest == 0 && problem.isEmpty();
  }

  /** The newest set, of a chain that has any. */
  ArcSet newest() {
    return sets.get(sets.size() - 1);
  }

  private static ArcChain broken(int highest, String problem) {
    return new ArcChain(List.of(), highest, Optional.of(problem));
  }

  private static boolean isOfArc(HeaderField field) {
    return field.isNamed(ArcSet.RESULTS) || field.isNamed(ArcSet.MESSAGE) || field.isNamed(ArcSet.SEAL);
  }

  private static int instance(HeaderField field) {
    String text =
        field.isNamed(ArcSet.RESULTS)
            ? resultsInstance(field.value())
            : SignatureTags.of(field).flatMap(tags -> tags.tags().get("i")).orElse("");
    boolean number = !text.isEmpty() && text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int instance = number ? Integer.parseInt(text) : BROKEN;
    return instance >= 1 && instance <= MOST_SETS ? instance : BROKEN;
  }

  /** The field's value begins with the instance: {@code i=1; mx.example.org; …}. */
  private static String resultsInstance(String value) {
    int end = value.indexOf(';');
    int equals = value.indexOf('=');
    return equals > 0 && equals < end && value.substring(0, equals).strip().equals("i")
        ? value.substring(equals + 1, end).strip()
        : "";
  }

  private static Optional<ArcSet> set(int instance, List<HeaderField> fields) {
    Optional<HeaderField> results = only(fields, ArcSet.RESULTS);
    Optional<SignatureTags> message = only(fields, ArcSet.MESSAGE).flatMap(SignatureTags::of);
    Optional<SignatureTags> seal = only(fields, ArcSet.SEAL).flatMap(SignatureTags::of);
    return fields.size() == 3 && results.isPresent() && message.isPresent() && seal.isPresent()
        ? Optional.of(new ArcSet(instance, results.get(), message.get(), seal.get()))
        : Optional.empty();
  }

  private static Optional<HeaderField> only(List<HeaderField> fields, String name) {
    List<HeaderField> named = fields.stream().filter(field -> field.isNamed(name)).toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }
}
