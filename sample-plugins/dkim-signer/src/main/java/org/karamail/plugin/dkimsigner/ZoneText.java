package org.karamail.plugin.dkimsigner;

import org.karamail.dkim.SigningKey;

/** A key's record as a zone file takes it: strings of up to 255 characters, which readers join (RFC 6376 section 3.6.2.2). */
final class ZoneText {

  private static final int LONGEST = 250;

  private ZoneText() {}

  static String of(SigningKey key) {
    StringBuilder text = new StringBuilder(key.recordName()).append(". IN TXT (");
    String record = key.record();
    for (int at = 0; at < record.length(); at += LONGEST) {
      text.append(" \"").append(record, at, Math.min(record.length(), at + LONGEST)).append('"');
    }
    return text.append(" )\n").toString();
  }
}
