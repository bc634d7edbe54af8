package org.karamail.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Keeps errors out of what a script reads. The shell prints both to one stream and begins the line that says why a
 * command failed with the escape sequence for red: from there on, everything goes to standard error, without colours.
 *
 * <p>Written to by one thread at a time.
 */
final class ErrorsApart extends OutputStream {
  private static final String RED = "\u001b[31m";

  private final PrintStream out;
  private final PrintStream err;
  /** How much of {@link #RED} the current line began with; -1 when it began otherwise. */
  private int matched;
  private boolean failed;
  private boolean inEscape;

  ErrorsApart(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void write(int octet) throws IOException {
    if (failed) {
      writeUncoloured(octet);
    } else if (matched >= 0 && octet == RED.charAt(matched)) {
      matched++;
      failed = matched == RED.length();
    } else {
      giveBack();
      out.write(octet);
      matched = octet == '\n' ? 0 : -1;
    }
  }

  private void giveBack() {
    for (int i = 0; i < matched; i++) {
      out.write(RED.charAt(i));
    }
  }

  private void writeUncoloured(int octet) {
    if (inEscape) {
      inEscape = octet != 'm';
    } else if (octet == '\u001b') {
      inEscape = true;
    } else {
      err.write(octet);
    }
  }

  @Override
  public void flush() {
    out.flush();
    err.flush();
  }
}
