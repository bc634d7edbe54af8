package org.karamail.intake.internal;

/**
 * What intake takes at most, whatever a listener allows.
 *
 * @param messageSize octets of a message; listeners have a lower limit of their own
 * @param headerSize octets of a header block, which is held in memory
 * @param fieldSize octets of one field with its folds
 * @param fields in a header block
 * @param hops Received fields; a message that has seen more hosts goes in circles (RFC 5321 section 6.3)
 */
record Limits(long messageSize, int headerSize, int fieldSize, int fields, int hops) {

  static final Limits STANDARD = new Limits(1L << 31, 256 * 1024, 100 * 1024, 1000, 100);
}
