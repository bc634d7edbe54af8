package org.karamail.plugin.mailauth.arc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was found of a chain.
 *
 * @param detail one line for people, of our own words only; may be empty
 * @param sets who sealed, the oldest first; of a chain that passes
 */
public record ArcResult(Status status, String detail, List<Sealed> sets) {

  public ArcResult {
    sets = List.copyOf(sets);
  }

  /** Of a chain that does not pass. */
  public ArcResult(Status status, String detail) {
    this(status, detail, List.of());
  }

  /** The same, with another line for people. */
  public ArcResult detailed(String line) {
    return new ArcResult(status, line, sets);
  }

  /** The states of a chain (RFC 8617 section 4.4), and that of one about which a name server kept silent. */
  public enum Status {
    NONE,
    PASS,
    FAIL,
    TEMPERROR;

    /** As Authentication-Results and {@code cv=} write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so. */
    public static Optional<Status> named(String text) {
      return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
  }

  /** As a result of Authentication-Results (RFC 8601 section 2.2), {@code arc=pass}. */
  public String text() {
    return "arc=" + status.text() + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}
