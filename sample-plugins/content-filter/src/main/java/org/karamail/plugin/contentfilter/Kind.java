package org.karamail.plugin.contentfilter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of archives, known by their first octets, whatever they are called. */
enum Kind {
  ZIP("zip", true, 0, "PK\3\4"),
  GZIP("gzip", true, 0, "\u001f\u008b"),
  BZIP2("bzip2", true, 0, "BZh"),
  XZ("xz", true, 0, "\u00fd7zXZ\0"),
  SEVEN_ZIP("7z", true, 0, "7z\u00bc\u00af'\u001c"),
  TAR("tar", true, 257, "ustar"),
  RAR("rar", false, 0, "Rar!\u001a\u0007"),
  CAB("cab", false, 0, "MSCF\0\0\0\0"),
  ZSTD("zstd", false, 0, "(\u00b5/\u00fd"),
  LZIP("lzip", false, 0, "LZIP"),
  COMPRESS("compress", false, 0, "\u001f\u009d"),
  CPIO("cpio", false, 0, "07070"),
  AR("ar", false, 0, "!<arch>\n"),
  ISO("iso", false, 0x8001, "CD001");

  /** How many octets from the start tell the kind. */
  static final int HEAD = 0x8001 + 5;

  private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
  private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};
  private static final int BZIP2_MAGIC_AT = 4;
  private static final int TAR_BLOCK = 512;
  private static final int TAR_SUM_AT = 148;
  private static final int TAR_SUM = 8;

  private final String word;
  private final boolean listed;
  private final int at;
  private final String magic;

  Kind(String word, boolean listed, int at, String magic) {
    this.word = word;
    this.listed = listed;
    this.at = at;
    this.magic = magic;
  }

  /** As operators write it. */
  String word() {
    return word;
  }

  /** Whether we look into it. */
  boolean isListed() {
    return listed;
  }

  /** What begins like this; empty when it is no archive that is known. */
  static Optional<Kind> of(byte[] head) {
    return Arrays.stream(values()).filter(kind -> kind.begins(head)).findFirst();
  }

  private boolean begins(byte[] head) {
    return switch (this) {
      case TAR -> has(head) || isOldTar(head);
      case BZIP2 -> has(head) && (isAt(head, BZIP2_MAGIC_AT, BZIP2_BLOCK) || isAt(head, BZIP2_MAGIC_AT, BZIP2_END));
      default -> has(head);
    };
  }

  private boolean has(byte[] head) {
    return isAt(head, at, magic.getBytes(ISO_8859_1));
  }

  private static boolean isAt(byte[] head, int at, byte[] magic) {
    return head.length >= at + magic.length && Arrays.equals(head, at, at + magic.length, magic, 0, magic.length);
  }

  /** What was written before there was a magic: the first block's checksum is right. */
  private static boolean isOldTar(byte[] head) {
    if (head.length < TAR_BLOCK || head[0] == 0) {
      return false;
    }
    String told = new String(head, TAR_SUM_AT, TAR_SUM, ISO_8859_1).replace('\0', ' ').strip();
    int sum = 0;
    for (int i = 0; i < TAR_BLOCK; i++) {
      sum += i >= TAR_SUM_AT && i < TAR_SUM_AT + TAR_SUM ? ' ' : head[i] & 0xff;
    }
    return told.matches("[0-7]{1,7}") && Integer.parseInt(told, 8) == sum;
  }
}
