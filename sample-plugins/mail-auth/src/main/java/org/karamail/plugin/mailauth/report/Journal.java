package org.karamail.plugin.mailauth.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was observed, by period: each running plugin appends to files of its own. For one thread. */
final class Journal {

  /** What is kept of a period: a flood of mail makes reports incomplete, and no full disk. */
  private static final long MOST_OCTETS = 16L << 20;

  private static final Pattern NAME = Pattern.compile("(\\d{1,12})-(\\d{1,12})-[0-9a-f]{8}\\.tsv");

  private final Path folder;
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);

  /** From when to when, in seconds of the epoch; the end does not belong to it. */
  record Period(long begin, long end) implements Comparable<Period> {

    static Period of(Instant now, Duration length) {
      long begin = Math.floorDiv(now.getEpochSecond(), length.toSeconds()) * length.toSeconds();
      return new Period(begin, begin + length.toSeconds());
    }

    @Override
    public int compareTo(Period other) {
      return begin == other.begin ? Long.compare(end, other.end) : Long.compare(begin, other.begin);
    }
  }

  Journal(Path folder) {
    this.folder = folder;
  }

  /** Appends a message; answers false when its period is full. */
  boolean append(Period period, Observed observed) throws IOException {
    Path file = Files.createDirectories(folder).resolve(period.begin() + "-" + period.end() + "-" + suffix + ".tsv");
    if (Files.exists(file) && Files.size(file) > MOST_OCTETS) {
      return false;
    }
    Files.write(file, (observed.line() + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return true;
  }

  /** The files of the periods that are over, earliest first. */
  Map<Period, List<Path>> over(Instant now) throws IOException {
    Map<Period, List<Path>> over = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.sorted().forEach(file -> add(file, now, over));
      }
    }
    return over;
  }

  private static void add(Path file, Instant now, Map<Period, List<Path>> over) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (name.matches() && Long.parseLong(name.group(2)) <= now.getEpochSecond()) {
      Period period = new Period(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)));
      over.merge(period, List.of(file), (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
  }
}
