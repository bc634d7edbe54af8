package org.karamail.message.sevenbit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.karamail.message.Body;

/** Counts what is beyond ASCII in each content of a message, and finds out whether all of it may be encoded. One use. */
final class Census implements Parts {

  private static final int MOST_CONTENTS = 10_000;

  private final List<Encoding> encodings = new ArrayList<>();
  private boolean isPossible = true;
  private boolean isSealed;
  private long octets;
  private long beyondAscii;

  private Census(PartHeader root) {
    isSealed = root.shape() == PartHeader.Shape.SEALED;
  }

  /** Reads the body of a message once. */
  static Census of(PartHeader root, Body body) throws IOException {
    Census census = new Census(root);
    MimeWalk walk = new MimeWalk(root, census);
    try (InputStream in = body.open()) {
      Lines lines = new Lines(in);
      while (census.isPossible && lines.next(walk)) {
        census.isPossible &= census.encodings.size() <= MOST_CONTENTS;
      }
    }
    walk.end();
    return census;
  }

  /** Whether everything beyond ASCII may be encoded. */
  boolean isPossible() {
    return isPossible;
  }

  /** Whether anything must be. */
  boolean isNeeded() {
    return encodings.stream().anyMatch(one -> one != Encoding.AS_IT_IS);
  }

  /** For each content, in order. */
  List<Encoding> encodings() {
    return List.copyOf(encodings);
  }

  @Override
  public void header(PartHeader header) {
    isPossible &= !header.isBeyondAscii();
    isSealed = header.shape() == PartHeader.Shape.SEALED;
  }

  @Override
  public void content(byte[] some, int from, int to) {
    octets += to - from;
    beyondAscii += Octets.beyondAscii(some, from, to);
  }

  @Override
  public void endOfContent() {
    isPossible &= beyondAscii == 0 || !isSealed;
    encodings.add(beyondAscii == 0 ? Encoding.AS_IT_IS : Encoding.shorterFor(octets, beyondAscii));
    octets = 0;
    beyondAscii = 0;
  }

  @Override
  public void between(byte[] some, int from, int to) {
    isPossible &= Octets.beyondAscii(some, from, to) == 0;
  }

  @Override
  public void tooMuch() {
    isPossible = false;
  }
}
