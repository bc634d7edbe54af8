package org.karamail.plugin.milter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros that are known on a line by now, and which of them go with a step. One thread at a time. */
final class MacroMemory {

  private final Map<Step, List<String>> asked;
  private final Map<String, String> ofSession = new HashMap<>();
  private final Map<String, String> ofTransaction = new HashMap<>();

  /**
   * A line of which nothing is known yet.
   *
   * @param asked the names that the milter has asked for at some steps
   */
  MacroMemory(Map<Step, List<String>> asked) {
    this.asked = asked;
  }

  /**
   * Names and values in turn that go with a step: what the milter has asked for and is known, or else what is new.
   *
   * @param news names and values that become known at this step, also where it is not told of it
   */
  List<String> at(Step step, List<String> news) {
    if (step == Step.MAIL) {
      ofTransaction.clear();
    }
    Map<String, String> known = step == Step.CONNECT || step == Step.HELO ? ofSession : ofTransaction;
    for (int i = 0; i < news.size(); i += 2) {
      known.put(bare(news.get(i)), news.get(i + 1));
    }
    return Optional.ofNullable(asked.get(step)).map(this::known).orElse(news);
  }

  private List<String> known(List<String> names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      Optional<String> value =
          Optional.ofNullable(ofTransaction.get(bare(name))).or(() -> Optional.ofNullable(ofSession.get(bare(name))));
      if (value.isPresent()) {
        texts.add(name);
        texts.add(value.get());
      }
    }
    return texts;
  }

  /** Long names stand in braces, and short ones may. */
  private static String bare(String name) {
    return name.startsWith("{") && name.endsWith("}") ? name.substring(1, name.length() - 1) : name;
  }
}
