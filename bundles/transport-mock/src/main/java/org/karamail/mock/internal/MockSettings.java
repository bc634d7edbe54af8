package org.karamail.mock.internal;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.settings.Settings;
import org.karamail.settings.Wildcard;

/**
 * Who is played what; the shipped {@code etc/karamail.mock.cfg} says it in full.
 *
 * @param cast for each part the patterns of recipients that get it
 * @param deferral the reply of those that are deferred
 * @param refusal the reply of those that are refused
 */
record MockSettings(Map<Part, List<Wildcard>> cast, Reply deferral, Reply refusal) {

  static final String PID = "karamail.mock";
  static final String DEFERRAL = "451 4.3.0 The mock transport defers this recipient";
  static final String REFUSAL = "550 5.1.1 The mock transport refuses this recipient";

  private static final Pattern REPLY = Pattern.compile("([45]\\d\\d) ([45]\\.\\d{1,3}\\.\\d{1,3}) (.+)");

  MockSettings {
    cast = Map.copyOf(cast);
  }

  static MockSettings read(Settings settings) {
    Map<Part, List<Wildcard>> cast = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      List<String> patterns = settings.list(part.name().toLowerCase(Locale.ROOT), List.of());
      cast.put(part, patterns.stream().map(Wildcard::new).toList());
    }
    Reply deferral = reply(settings, "deferReply", DEFERRAL);
    if (!deferral.isTemporary()) {
      throw settings.refusal("deferReply", deferral.toString(), "a 4yz reply such as " + DEFERRAL);
    }
    Reply refusal = reply(settings, "refuseReply", REFUSAL);
    if (!refusal.isPermanent()) {
      throw settings.refusal("refuseReply", refusal.toString(), "a 5yz reply such as " + REFUSAL);
    }
    return new MockSettings(cast, deferral, refusal);
  }

  /** Whether nobody is played anything. */
  boolean isEmpty() {
    return cast.values().stream().allMatch(List::isEmpty);
  }

  /** What is played to a recipient; empty when nobody has said. */
  Optional<Part> part(Mailbox recipient) {
    return cast.keySet().stream()
        .sorted()
        .filter(part -> cast.getOrDefault(part, List.of()).stream().anyMatch(pattern -> pattern.matches(recipient.toString())))
        .findFirst();
  }

  private static Reply reply(Settings settings, String key, String fallback) {
    String accepted = "a code, an enhanced status code and a text, such as " + fallback;
    return settings.value(key, parse(fallback).orElseThrow(), accepted, MockSettings::parse);
  }

  private static Optional<Reply> parse(String text) {
    Matcher form = REPLY.matcher(text);
    try {
      return form.matches()
          ? Optional.of(Reply.of(Integer.parseInt(form.group(1)), form.group(2), form.group(3)))
          : Optional.empty();
    } catch (IllegalArgumentException contradictory) {
      return Optional.empty();
    }
  }
}
