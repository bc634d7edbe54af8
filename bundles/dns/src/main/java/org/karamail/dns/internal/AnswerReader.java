package org.karamail.dns.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.dns.DnsAnswer.Found;
import org.karamail.dns.DnsAnswer.NoData;
import org.karamail.dns.DnsAnswer.NoSuchName;
import org.karamail.dns.DnsAnswer.Problem;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Reads what a message says to a question.
 *
 * <p>"There is nothing" refuses mail, so it must have been said: by NXDOMAIN, or by an empty answer of a server that did look
 * (RFC 2308). A server that merely points elsewhere, cuts its answer off, or reports an error has said nothing.
 *
 * @param <T> what a record becomes
 */
final class AnswerReader<T> {

  /**
   * What a message says.
   *
   * @param answer what is known; a failure while only an alias is known
   * @param alias where to ask on, when the message names an alias and not what is there
   */
  record Reading<T>(DnsAnswer<T> answer, Optional<Name> alias) {}

  private final Question<T> question;
  private final Message message;
  private final boolean authentic;
  private Duration ttl;

  /**
   * A reader of one message.
   *
   * @param believed whether this server's word about DNSSEC counts
   */
  AnswerReader(Question<T> question, Message message, boolean believed) {
    this.question = question;
    this.message = message;
    this.authentic = believed && message.getHeader().getFlag(Flags.AD);
    this.ttl = Duration.ofSeconds(Integer.MAX_VALUE);
  }

  Reading<T> read() {
    int rcode = message.getRcode();
    if (message.getHeader().getFlag(Flags.TC)) {
      return failed(Problem.MALFORMED, "the answer is cut off");
    }
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      return failed(Problem.SERVER_FAILURE, Rcode.string(rcode));
    }
    Optional<Name> end = followAliases();
    if (end.isEmpty()) {
      return failed(Problem.ALIAS_LOOP, "the aliases of " + DnsName.text(question.name()) + " lead in a circle");
    }
    return at(end.get(), rcode == Rcode.NXDOMAIN);
  }

  private Reading<T> at(Name name, boolean noSuchName) {
    List<Record> there = answersAt(name, question.type().code());
    there.forEach(record -> shorten(record.getTTL()));
    List<T> records = question.type().read(there.stream());
    if (!records.isEmpty()) {
      return done(new Found<>(records, DnsName.text(name), ttl, authentic));
    }
    if (!there.isEmpty()) {
      return failed(Problem.MALFORMED, "records that make no sense");
    }
    if (noSuchName) {
      return done(new NoSuchName<>(negativeTtl(), authentic));
    }
    return nothingAt(name);
  }

  /** No error and no records: there is none, or this server does not know. */
  private Reading<T> nothingAt(Name name) {
    boolean toldSo = authority(Type.SOA).findAny().isPresent();
    if (!toldSo && !name.equals(question.name())) {
      return new Reading<>(new NoData<>(ttl, authentic), Optional.of(name));
    }
    if (!toldSo && authority(Type.NS).findAny().isPresent()) {
      return failed(Problem.SERVER_FAILURE, "the server only points to other servers");
    }
    return done(new NoData<>(negativeTtl(), authentic));
  }

  /** The name at the end of the aliases, as far as this message knows them; empty when they lead in a circle. */
  private Optional<Name> followAliases() {
    Map<Name, CNAMERecord> aliases = new HashMap<>();
    for (Record record : message.getSection(Section.ANSWER)) {
      if (record instanceof CNAMERecord alias && question.type().code() != Type.CNAME) {
        aliases.putIfAbsent(alias.getName(), alias);
      }
    }
    Set<Name> seen = new HashSet<>();
    Name name = question.name();
    for (CNAMERecord alias = aliases.get(name); alias != null; alias = aliases.get(name)) {
      if (!seen.add(name)) {
        return Optional.empty();
      }
      shorten(alias.getTTL());
      name = alias.getTarget();
    }
    return Optional.of(name);
  }

  private List<Record> answersAt(Name name, int type) {
    return message.getSection(Section.ANSWER).stream()
        .filter(record -> record.getType() == type && record.getDClass() == DClass.IN && record.getName().equals(name))
        .toList();
  }

  private Stream<Record> authority(int type) {
    return message.getSection(Section.AUTHORITY).stream().filter(record -> record.getType() == type);
  }

  /** What the zone says about its "no" (RFC 2308 section 5), and never longer than the aliases on the way hold. */
  private Duration negativeTtl() {
    Duration told =
        authority(Type.SOA)
            .map(SOARecord.class::cast)
            .map(soa -> Duration.ofSeconds(Math.min(soa.getTTL(), soa.getMinimum())))
            .findFirst()
            .orElse(Ttl.UNTOLD_NEGATIVE);
    return told.compareTo(ttl) < 0 ? told : ttl;
  }

  private void shorten(long seconds) {
    Duration other = Duration.ofSeconds(seconds);
    ttl = other.compareTo(ttl) < 0 ? other : ttl;
  }

  private Reading<T> done(DnsAnswer<T> answer) {
    return new Reading<>(answer, Optional.empty());
  }

  private Reading<T> failed(Problem problem, String detail) {
    return done(new Failed<>(problem, detail));
  }
}
