package org.karamail.message.sevenbit;

/** Counting octets beyond ASCII. */
final class Octets {

  private Octets() {}

  static int beyondAscii(byte[] octets, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += octets[i] < 0 ? 1 : 0;
    }
    return count;
  }
}
