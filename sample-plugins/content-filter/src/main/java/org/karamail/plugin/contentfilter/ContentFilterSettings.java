package org.karamail.plugin.contentfilter;

import java.util.List;
import java.util.Optional;
import org.karamail.settings.Settings;

/**
 * What an operator may set; {@code etc/karamail.contentfilter.cfg} says it in full.
 *
 * @param rules in the order in which they are looked at
 * @param unreadable what is done with a message that cannot be looked into to its end
 * @param limits how far messages are looked into
 */
record ContentFilterSettings(List<Rule> rules, Action unreadable, Limits limits) {

  static final String PID = "karamail.contentfilter";

  private static final long MB = 1 << 20;

  ContentFilterSettings {
    rules = List.copyOf(rules);
  }

  static ContentFilterSettings read(Settings settings) {
    return new ContentFilterSettings(
        Rule.all(settings),
        settings.value("unreadable", Action.quarantine(), Action.ACCEPTED, ContentFilterSettings::action),
        new Limits(
            settings.number("maxDepth", 4, 0, 50),
            settings.number("maxEntries", 10_000, 1, 1_000_000),
            settings.size("maxUnpacked", 500 * MB, 1024, 1024 * 1024 * MB),
            settings.number("maxRatio", 200, 1, 1_000_000),
            settings.size("maxMemory", 32 * MB, MB, 1024 * MB)));
  }

  private static Optional<Action> action(String text) {
    return Action.parse(text);
  }
}
