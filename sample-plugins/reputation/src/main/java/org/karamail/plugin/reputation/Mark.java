package org.karamail.plugin.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.plugin.memory.Form;

/**
 * The score of a client at a moment.
 *
 * @param noted what the journal says of it; zero when it says nothing
 */
record Mark(double score, Instant at, double noted) {

  private static final double LEAST = 0.5;
  private static final double WORTH_A_LINE = 5;

  double after(Instant now, Duration halfLife) {
    double lives = Math.max(0, (double) Duration.between(at, now).toMillis() / (double) halfLife.toMillis());
    return score * Math.pow(0.5, lives);
  }

  boolean isForgotten(Instant now, Duration halfLife) {
    return Math.abs(after(now, halfLife)) < LEAST;
  }

  boolean isWorthALine() {
    return Math.abs(score - noted) >= WORTH_A_LINE;
  }

  Mark asNoted() {
    return new Mark(score, at, score);
  }

  /** {@code score milliseconds}, the score in hundredths. */
  static final class Line implements Form<Mark> {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,5}) (\\d{1,14})");
    private static final double HUNDREDTHS = 100;

    @Override
    public String write(Mark mark) {
      return Math.round(mark.score() * HUNDREDTHS) + " " + mark.at().toEpochMilli();
    }

    @Override
    public Optional<Mark> read(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        return Optional.empty();
      }
      double score = Integer.parseInt(form.group(1)) / HUNDREDTHS;
      return Optional.of(new Mark(score, Instant.ofEpochMilli(Long.parseLong(form.group(2))), score));
    }
  }
}
