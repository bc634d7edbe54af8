package org.karamail.smtp.internal.bytes;

import java.util.Arrays;
import java.util.Optional;
import org.karamail.smtp.internal.bytes.CommandLine.Defect;

/**
 * Takes command lines out of the input. Only CRLF ends a line (RFC 5321 section 2.3.8).
 *
 * <p>A line with a bare LF is reported at that LF, so that somebody who types with the wrong line ends is told at once, and
 * the rest of it, up to CRLF, is swallowed: there is one report for what ends with one CRLF, and nothing after a bare LF is
 * ever read as a command.
 *
 * <p>Belongs to the event loop of its connection.
 */
public final class CommandLineReader {

  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final int ENDLESS = 64 * 1024;
  private static final int FIRST_GUESS = 128;

  private final int longest;
  private byte[] line = new byte[FIRST_GUESS];
  private int length;
  private boolean afterCr;
  private boolean swallowing;
  private Defect defect = Defect.NONE;

  /**
   * A reader.
   *
   * @param longest octets a line may have, CRLF included
   */
  public CommandLineReader(int longest) {
    this.longest = longest;
  }

  /** The next line, or empty when its end has not come yet. */
  public Optional<CommandLine> read(Input input) {
    while (input.isReadable()) {
      byte[] array = input.array();
      int from = input.from();
      int to = input.to();
      int i = from;
      Optional<CommandLine> read = Optional.empty();
      while (i < to && read.isEmpty()) {
        read = take(array[i++]);
      }
      input.skip(i - from);
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  private Optional<CommandLine> take(byte octet) {
    if (octet == LF) {
      return afterCr ? endOfLine() : bareLf();
    }
    if (afterCr) {
      note(Defect.BARE_CR_OR_LF);
    }
    afterCr = octet == CR;
    return afterCr ? Optional.empty() : keep(octet);
  }

  private Optional<CommandLine> keep(byte octet) {
    if (length < longest - 2) {
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(longest, 2 * length));
      }
      line[length] = octet;
    } else {
      note(Defect.TOO_LONG);
    }
    length++;
    if ((octet >= 0 && octet < 0x20) || octet == 0x7f) {
      note(Defect.CONTROL);
    }
    return length == ENDLESS ? Optional.of(CommandLine.defective(Defect.ENDLESS)) : Optional.empty();
  }

  private Optional<CommandLine> bareLf() {
    boolean first = !swallowing;
    swallowing = true;
    return first ? Optional.of(CommandLine.defective(Defect.BARE_CR_OR_LF)) : Optional.empty();
  }

  private Optional<CommandLine> endOfLine() {
    Optional<CommandLine> ended = swallowing ? Optional.empty() : Optional.of(commandLine());
    length = 0;
    afterCr = false;
    swallowing = false;
    defect = Defect.NONE;
    return ended;
  }

  private CommandLine commandLine() {
    return defect == Defect.NONE ? CommandLine.of(Arrays.copyOf(line, length)) : CommandLine.defective(defect);
  }

  private void note(Defect found) {
    if (defect == Defect.NONE) {
      defect = found;
    }
  }
}
