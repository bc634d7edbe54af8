package org.karamail.itests.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One finished system call of a {@code strace -f -y} log.
 *
 * @param entered the line at which it began
 * @param left the line at which it had ended
 * @param name what was called
 * @param text arguments and result as strace prints them
 */
public record SystemCall(int entered, int left, String name, String text) {

  private static final Pattern WHOLE = Pattern.compile("^(\\d+) +(\\w+)\\((.*)$");
  private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)$");
  private static final Pattern FIRST_FILE = Pattern.compile("^\\d+<(/[^>]*)>");
  private static final String UNFINISHED = " <unfinished ...>";

  /** All calls of a log, in the order in which they began to be finished. */
  public static List<SystemCall> parse(List<String> log) {
    List<SystemCall> calls = new ArrayList<>();
    Map<String, SystemCall> open = new HashMap<>();
    for (int line = 0; line < log.size(); line++) {
      Matcher resumed = RESUMED.matcher(log.get(line));
      Matcher whole = WHOLE.matcher(log.get(line));
      if (resumed.matches() && open.containsKey(resumed.group(1))) {
        SystemCall begun = open.remove(resumed.group(1));
        calls.add(new SystemCall(begun.entered, line, begun.name, begun.text + resumed.group(3)));
      } else if (whole.matches() && whole.group(3).endsWith(UNFINISHED)) {
        String begun = whole.group(3).substring(0, whole.group(3).length() - UNFINISHED.length());
        open.put(whole.group(1), new SystemCall(line, line, whole.group(2), begun));
      } else if (whole.matches()) {
        calls.add(new SystemCall(line, line, whole.group(2), whole.group(3)));
      }
    }
    return calls;
  }

  /** Whether it returned without an error. */
  public boolean succeeded() {
    return text.matches("(?s).*\\) += \\d.*");
  }

  /** The file behind its first argument, if that is a descriptor of one. */
  public Optional<Path> file() {
    Matcher matcher = FIRST_FILE.matcher(text);
    return matcher.find() ? Optional.of(Path.of(matcher.group(1).replace("(deleted)", ""))) : Optional.empty();
  }

  /** Whether it forces a file to the disk. */
  public boolean syncs() {
    return name.equals("fsync") || name.equals("fdatasync");
  }

  /** Whether it puts bytes into a file or a connection. */
  public boolean writes() {
    return name.startsWith("write") || name.startsWith("pwrite") || name.startsWith("send");
  }

  /** Whether it had ended before the other began. */
  public boolean before(SystemCall other) {
    return left < other.entered;
  }
}
