package org.karamail.plugin.contentfilter;

import java.util.Arrays;
import java.util.List;
import org.karamail.hook.IncomingMessage;
import org.karamail.settings.Settings;

/**
 * Conditions and what is done when all hold.
 *
 * @param name its name in the configuration
 * @param conditions at least one
 * @param action what is done
 */
record Rule(String name, List<Condition> conditions, Action action) {

  static final String NAMES = "names of letters, digits and underscores, separated by commas";

  Rule {
    conditions = List.copyOf(conditions);
  }

  /** The rules named by the key {@code rules}, each of the keys {@code NAME.if} and {@code NAME.then}. */
  static List<Rule> all(Settings settings) {
    return settings.list("rules", List.of()).stream().map(name -> read(settings, name)).toList();
  }

  boolean holds(IncomingMessage mail, Contents contents) {
    return conditions.stream().allMatch(condition -> condition.holds(mail, contents));
  }

  boolean needsContents() {
    return conditions.stream().anyMatch(Condition::needsContents);
  }

  private static Rule read(Settings settings, String name) {
    if (!name.matches("[A-Za-z0-9_]{1,40}")) {
      throw settings.refusal("rules", name, NAMES);
    }
    String conditions = settings.text(name + ".if", "");
    String action = settings.text(name + ".then", "");
    return new Rule(
        name,
        Arrays.stream(conditions.split(" and ", -1))
            .map(one -> Condition.parse(one.strip()).orElseThrow(() -> settings.refusal(name + ".if", one.strip(), Condition.ACCEPTED)))
            .toList(),
        Action.parse(action).orElseThrow(() -> settings.refusal(name + ".then", action, Action.ACCEPTED)));
  }
}
