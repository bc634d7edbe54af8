package org.karamail.shell.internal.selector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Selector;
import org.karamail.settings.Units;
import org.karamail.shell.internal.Refusal;

/**
 * Reads a selector as users write it: ids, conditions {@code key=value}, or {@code all}. What is refused is refused in one
 * line that says what is accepted.
 *
 * <p>Several ids mean each of them, several conditions mean those who meet all of them, and conditions beside ids narrow
 * the ids.
 */
public final class SelectorSyntax {

  /** What a selector may be, for the help of a command. */
  public static final String HELP =
      "One or several queue ids, or conditions (state=held,deferred sender=*@example.org recipient=* route=smtp:* older=2h),"
          + " or all";

  /** The conditions there are. */
  public static final List<String> KEYS = List.of("state", "sender", "recipient", "route", "older");

  private static final String ALL = "all";
  private static final String ACCEPTED = "queue ids, conditions " + String.join("=, ", KEYS) + "=, or all";
  private static final Duration OLDEST = Duration.ofDays(36_500);

  private final Instant now;
  private final Set<QueueId> ids = new HashSet<>();
  private final Map<String, String> conditions = new HashMap<>();

  private SelectorSyntax(Instant now) {
    this.now = now;
  }

  /**
   * Reads the words of a command.
   *
   * @param now what {@code older=} counts from
   * @throws Refusal in one line, if they are no selector
   */
  public static Selector parse(List<String> words, Instant now) {
    if (words.isEmpty()) {
      throw new Refusal("say which; accepted are " + ACCEPTED);
    }
    if (words.contains(ALL)) {
      if (words.size() > 1) {
        throw new Refusal("'all' stands alone; leave it out to narrow by conditions");
      }
      return Selector.ALL;
    }
    SelectorSyntax syntax = new SelectorSyntax(now);
    words.forEach(syntax::take);
    return syntax.selector();
  }

  /**
   * Reads one id.
   *
   * @throws Refusal in one line, if it is none
   */
  public static QueueId id(String word) {
    return QueueId.parse(word)
        .orElseThrow(
            () ->
                new Refusal(
                    "'" + word + "' is no queue id; an id is 17 digits and letters, as mail:queue-list shows them"));
  }

  private void take(String word) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      ids.add(
          QueueId.parse(word)
              .orElseThrow(
                  () -> new Refusal("'" + word + "' is neither a queue id nor a condition; accepted are " + ACCEPTED)));
      return;
    }
    String key = word.substring(0, equals).toLowerCase(Locale.ROOT);
    if (!KEYS.contains(key)) {
      throw new Refusal("no condition '" + key + "='; accepted are " + ACCEPTED);
    }
    if (conditions.putIfAbsent(key, word.substring(equals + 1)) != null) {
      throw new Refusal("condition " + key + "= is given twice; one is accepted");
    }
  }

  private Selector selector() {
    return new Selector(
        ids,
        states(),
        condition("sender").map(SelectorSyntax::orNullSender),
        condition("recipient"),
        condition("route"),
        before());
  }

  private Set<RecipientState> states() {
    Set<RecipientState> states = new HashSet<>();
    for (String name : condition("state").map(names -> names.split(",", -1)).orElse(new String[0])) {
      states.addAll(
          StateNames.parse(name)
              .orElseThrow(
                  () ->
                      new Refusal("no state '" + name + "'; accepted are " + String.join(", ", StateNames.accepted()))));
    }
    return states;
  }

  /** The null sender is written {@code <>}, or as nothing. */
  private static String orNullSender(String pattern) {
    return pattern.equals("<>") ? "" : pattern;
  }

  private Optional<Instant> before() {
    return condition("older")
        .map(
            text ->
                Units.duration(text)
                    .filter(age -> age.compareTo(OLDEST) <= 0)
                    .map(now::minus)
                    .orElseThrow(
                        () -> new Refusal("older=" + text + " is no age; accepted are ages such as 30m, 2h or 5d")));
  }

  private Optional<String> condition(String key) {
    return Optional.ofNullable(conditions.get(key));
  }
}
