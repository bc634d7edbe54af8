package org.karamail.dkim;

/** The little of ASN.1's distinguished encoding that wraps one form of a key into another (X.690). */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;

  private Der() {}

  static byte[] sequence(byte[] contents) {
    return element(SEQUENCE, contents);
  }

  static byte[] octets(byte[] contents) {
    return element(OCTET_STRING, contents);
  }

  static byte[] bits(byte[] contents) {
    return element(BIT_STRING, Octets.joined(new byte[1], contents));
  }

  static byte[] zero() {
    return element(INTEGER, new byte[1]);
  }

  private static byte[] element(int tag, byte[] contents) {
    return Octets.joined(Octets.joined(new byte[] {(byte) tag}, length(contents.length)), contents);
  }

  /** In as few octets as it takes; what is wrapped here is under 64 KB. */
  private static byte[] length(int size) {
    if (size < 0x80) {
      return new byte[] {(byte) size};
    }
    return size < 0x100
        ? new byte[] {(byte) 0x81, (byte) size}
        : new byte[] {(byte) 0x82, (byte) (size >> 8), (byte) size};
  }
}
