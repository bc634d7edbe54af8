package org.karamail.queue.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Retry schedules that have a name: those that users of the systems Karamail unites know, and the standard's. */
enum RetryPreset {
  /** From 30 s, doubling, as the Elemta Delivery Manager retries. */
  ELEMTA("30s, 1m, 2m, 4m, 8m, 16m, 32m, 1h, 2h, 4h"),
  /** Three quick ones from 200 ms, doubling, as MailMind's queue has them; where that gave up, the default goes on. */
  MAILMIND("200ms, 400ms, 800ms, 30s, 1m, 5m, 15m, 30m, 1h, 2h, 4h"),
  /** Every one to five minutes until it is done, as genro-mail-proxy retries. */
  GENRO("1m, 2m, 3m, 4m, 5m"),
  /** Twice in the first hour, then every two hours (RFC 5321 section 4.5.4.1). */
  RFC5321("30m, 2h");

  private final String pauses;

  RetryPreset(String pauses) {
    this.pauses = pauses;
  }

  /** The pauses, as an operator would list them. */
  String pauses() {
    return pauses;
  }

  static Optional<RetryPreset> named(String text) {
    return Arrays.stream(values()).filter(preset -> preset.name().equalsIgnoreCase(text.trim())).findFirst();
  }

  static String names() {
    return String.join(", ", Arrays.stream(values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList());
  }
}
