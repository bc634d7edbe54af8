package org.karamail.testkit.dns;

import java.util.ArrayList;
import java.util.List;

/** Composes answers. */
final class AnswerWriter {

  static final int NOERROR = 0;
  static final int FORMERR = 1;
  static final int SERVFAIL = 2;
  static final int NXDOMAIN = 3;
  static final int REFUSED = 5;

  private static final int ANSWER = 0x8000;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION = 0x0180;
  private static final int AUTHENTIC = 0x0020;

  private final DnsQuestion question;
  private final int flags;
  private final List<ZoneRecord> answers = new ArrayList<>();
  private final List<ZoneRecord> authority = new ArrayList<>();

  AnswerWriter(DnsQuestion question, int rcode, boolean authentic) {
    this.question = question;
    this.flags = ANSWER | RECURSION | rcode | (authentic && question.authenticated() ? AUTHENTIC : 0);
  }

  AnswerWriter answers(List<ZoneRecord> records) {
    answers.addAll(records);
    return this;
  }

  AnswerWriter authority(ZoneRecord record) {
    authority.add(record);
    return this;
  }

  byte[] under(int id) {
    return write(id, question.name(), false);
  }

  byte[] full() {
    return under(question.id());
  }

  byte[] aboutAnother() {
    return write(question.id(), "another." + question.name(), false);
  }

  /** The header and the question, with the bit that says there is more. */
  byte[] cut() {
    return write(question.id(), question.name(), true);
  }

  private byte[] write(int id, String name, boolean cut) {
    WireWriter out = new WireWriter().number16(id).number16(cut ? flags | TRUNCATED : flags).number16(1);
    out.number16(cut ? 0 : answers.size()).number16(cut ? 0 : authority.size()).number16(0);
    out.name(name).number16(typeCode()).number16(1);
    if (!cut) {
      answers.forEach(record -> record.write(out));
      authority.forEach(record -> record.write(out));
    }
    return out.done();
  }

  private int typeCode() {
    return question.type().startsWith("TYPE")
        ? Integer.parseInt(question.type().substring(4))
        : ZoneRecord.code(question.type());
  }
}
