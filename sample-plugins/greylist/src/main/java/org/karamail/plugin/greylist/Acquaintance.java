package org.karamail.plugin.greylist;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.plugin.memory.Form;

/**
 * What is known of a triplet or a network.
 *
 * @param first when it was first seen
 * @param last when it was last seen
 * @param returns how often it came back when it should; zero for a stranger
 */
record Acquaintance(Instant first, Instant last, int returns) {

  static Acquaintance met(Instant now) {
    return new Acquaintance(now, now, 0);
  }

  Acquaintance returned(Instant now) {
    return new Acquaintance(first, now, returns + 1);
  }

  Acquaintance seen(Instant now) {
    return new Acquaintance(first, now, returns);
  }

  boolean isStranger() {
    return returns == 0;
  }

  /** Whether it has been away for so long that it counts for nothing. */
  boolean isForgotten(Instant now, GreylistSettings rules) {
    Duration away = Duration.between(isStranger() ? first : last, now);
    return away.compareTo(isStranger() ? rules.window() : rules.keep()) > 0;
  }

  /** How much longer a stranger has to stay away; negative when it need not. A clock that was set back asks nobody twice. */
  Duration waiting(Instant now, Duration delay) {
    Duration left = Duration.between(now, first.plus(delay));
    return left.compareTo(delay) > 0 ? delay : left;
  }

  /** {@code first last returns}, times in seconds. */
  static final class Line implements Form<Acquaintance> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,11}) (\\d{1,11}) (\\d{1,9})");

    @Override
    public String write(Acquaintance its) {
      return its.first().getEpochSecond() + " " + its.last().getEpochSecond() + " " + its.returns();
    }

    @Override
    public Optional<Acquaintance> read(String text) {
      Matcher form = FORM.matcher(text);
      return form.matches()
          ? Optional.of(new Acquaintance(time(form.group(1)), time(form.group(2)), Integer.parseInt(form.group(3))))
          : Optional.empty();
    }

    private static Instant time(String seconds) {
      return Instant.ofEpochSecond(Long.parseLong(seconds));
    }
  }
}
