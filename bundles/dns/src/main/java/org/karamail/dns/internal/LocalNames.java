package org.karamail.dns.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Found;
import org.karamail.dns.DnsAnswer.NoData;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** {@code localhost} and what ends in it: this host, whatever name servers say (RFC 6761 section 6.3). */
final class LocalNames {

  private static final Name LOCALHOST = Name.fromConstantString("localhost.");
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final byte[] IPV4 = {127, 0, 0, 1};
  private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private LocalNames() {}

  /** The answer, if this is such a name. */
  static <T> Optional<DnsAnswer<T>> answer(Question<T> question) {
    if (!question.name().subdomain(LOCALHOST)) {
      return Optional.empty();
    }
    var records = question.type().read(record(question).stream());
    return Optional.of(
        records.isEmpty()
            ? new NoData<>(FOR_EVER, true)
            : new Found<>(records, DnsName.text(question.name()), FOR_EVER, true));
  }

  private static Optional<Record> record(Question<?> question) {
    Name name = question.name();
    return switch (question.type().code()) {
      case Type.A -> Optional.of(new ARecord(name, DClass.IN, FOR_EVER.toSeconds(), address(IPV4)));
      case Type.AAAA -> Optional.of(new AAAARecord(name, DClass.IN, FOR_EVER.toSeconds(), address(IPV6)));
      default -> Optional.empty();
    };
  }

  private static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException never) {
      throw new AssertionError("an address has 4 or 16 octets", never);
    }
  }
}
