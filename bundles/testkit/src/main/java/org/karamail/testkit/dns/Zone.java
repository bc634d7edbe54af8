package org.karamail.testkit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The records of a {@link ScriptedDns}, and what is the proper answer to a question about them. */
final class Zone {

  private static final int MOST_ALIASES = 20;

  private final List<ZoneRecord> records = new CopyOnWriteArrayList<>();
  private volatile long negativeTtl = 60;

  void add(ZoneRecord record) {
    records.add(record);
  }

  void remove(String name) {
    records.removeIf(record -> record.name().equals(ZoneRecord.canonical(name)));
  }

  void negativeTtl(long seconds) {
    negativeTtl = seconds;
  }

  /** The records asked for, behind the aliases on the way; what there is not is said with an SOA (RFC 2308). */
  AnswerWriter answer(DnsQuestion question, boolean authentic) {
    List<ZoneRecord> answers = new ArrayList<>();
    String name = question.name();
    Optional<ZoneRecord> alias = find(name, "CNAME").stream().findFirst();
    while (alias.isPresent() && answers.size() < MOST_ALIASES) {
      answers.add(alias.get());
      name = ZoneRecord.canonical(alias.get().data());
      alias = find(name, "CNAME").stream().findFirst();
    }
    List<ZoneRecord> found = find(name, question.type());
    boolean exists = knows(name) || alias.isPresent();
    AnswerWriter writer = new AnswerWriter(question, exists ? AnswerWriter.NOERROR : AnswerWriter.NXDOMAIN, authentic);
    writer.answers(answers).answers(found);
    return found.isEmpty() && alias.isEmpty() ? writer.authority(soa(name)) : writer;
  }

  /** The first alias alone, without what it leads to. */
  AnswerWriter aliasOnly(DnsQuestion question) {
    return find(question.name(), "CNAME").isEmpty()
        ? answer(question, false)
        : new AnswerWriter(question, AnswerWriter.NOERROR, false).answers(find(question.name(), "CNAME"));
  }

  private ZoneRecord soa(String name) {
    return new ZoneRecord(name, negativeTtl, "SOA", Long.toString(negativeTtl));
  }

  /** A name that has records, or names with records below it. */
  private boolean knows(String name) {
    return records.stream().anyMatch(record -> record.name().equals(name) || record.name().endsWith("." + name));
  }

  private List<ZoneRecord> find(String name, String type) {
    return records.stream().filter(record -> record.name().equals(name) && record.type().equals(type)).toList();
  }
}
