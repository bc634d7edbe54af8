package org.karamail.message.sevenbit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.karamail.message.HeaderBlock;

/**
 * Walks over the body of a message line by line and tells what is what (RFC 2046 section 5.1). Lenient as readers are: a
 * boundary that was never closed ends with the boundary around it, or with the message.
 */
final class MimeWalk implements Lines.Taker {

  private static final int DEEPEST = 100;
  private static final int LONGEST_HEADER = 256 * 1024;
  private static final byte[] CRLF = {'\r', '\n'};

  private final Parts parts;
  private final List<String> boundaries = new ArrayList<>();
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private Place place = Place.BETWEEN;
  private boolean lineEndIsHeld;

  private enum Place {
    HEADER,
    CONTENT,
    BETWEEN
  }

  /** A walk over what follows this header. */
  MimeWalk(PartHeader root, Parts parts) {
    this.parts = parts;
    enter(root);
  }

  @Override
  public void take(byte[] octets, int from, int to, boolean atStart) throws IOException {
    if (atStart && octets[from] == '-' && isBoundary(octets, from, to)) {
      return;
    }
    switch (place) {
      case HEADER -> header(octets, from, to, atStart);
      case CONTENT -> content(octets, from, to);
      case BETWEEN -> parts.between(octets, from, to);
    }
  }

  /** The body is over. */
  void end() throws IOException {
    if (place == Place.CONTENT && lineEndIsHeld) {
      parts.content(CRLF, 0, CRLF.length);
      lineEndIsHeld = false;
    }
    leave();
  }

  private void enter(PartHeader entered) {
    switch (entered.shape()) {
      case MULTIPART -> {
        boundaries.add("--" + entered.boundary());
        place = Place.BETWEEN;
        if (boundaries.size() > DEEPEST) {
          parts.tooMuch();
        }
      }
      case MESSAGE -> place = Place.HEADER;
      case CONTENT, SEALED -> place = Place.CONTENT;
    }
  }

  private void header(byte[] octets, int from, int to, boolean atStart) throws IOException {
    header.write(octets, from, to - from);
    if (header.size() > LONGEST_HEADER) {
      parts.tooMuch();
    }
    boolean isEmptyLine = atStart && to - from == CRLF.length && octets[from] == '\r' && octets[from + 1] == '\n';
    if (isEmptyLine) {
      endOfHeader();
    }
  }

  private void endOfHeader() throws IOException {
    PartHeader read = PartHeader.of(HeaderBlock.of(header.toByteArray()));
    header.reset();
    parts.header(read);
    enter(read);
  }

  private void content(byte[] octets, int from, int to) throws IOException {
    if (lineEndIsHeld) {
      parts.content(CRLF, 0, CRLF.length);
    }
    lineEndIsHeld = to - from >= CRLF.length && octets[to - 1] == '\n' && octets[to - 2] == '\r';
    parts.content(octets, from, lineEndIsHeld ? to - CRLF.length : to);
  }

  /** Whether the line is a boundary of any level, the innermost first; deeper levels end with it. */
  private boolean isBoundary(byte[] octets, int from, int to) throws IOException {
    if (boundaries.isEmpty()) {
      return false;
    }
    String line = new String(octets, from, to - from, ISO_8859_1).stripTrailing();
    for (int level = boundaries.size() - 1; level >= 0; level--) {
      String boundary = boundaries.get(level);
      boolean closes = line.equals(boundary + "--");
      if (closes || line.equals(boundary)) {
        leave();
        boundaries.subList(closes ? level : level + 1, boundaries.size()).clear();
        parts.between(octets, from, to);
        place = closes ? Place.BETWEEN : Place.HEADER;
        return true;
      }
    }
    return false;
  }

  /** Ends what was before a boundary, or before the end. */
  private void leave() throws IOException {
    if (place == Place.HEADER && header.size() > 0) {
      endOfHeader();
    }
    if (place == Place.CONTENT) {
      parts.endOfContent();
    }
    if (lineEndIsHeld) {
      parts.between(CRLF, 0, CRLF.length);
      lineEndIsHeld = false;
    }
  }
}
