package org.karamail.dns.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karamail.dns.MxRecord;
import org.karamail.dns.TlsaRecord;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A type of record: how it is asked for, and how what comes is turned into ours. The six constants are all there are.
 *
 * @param <T> what a record of it becomes
 * @param code as on the wire
 * @param name as operators know it
 * @param reader empty for a record that makes no sense
 * @param order in which records are given
 */
record RecordType<T>(int code, String name, Function<Record, Optional<T>> reader, Comparator<T> order) {

  static final RecordType<MxRecord> MX =
      new RecordType<>(Type.MX, "MX", RecordType::mailExchange, Comparator.comparingInt(MxRecord::preference));
  static final RecordType<InetAddress> A = new RecordType<>(Type.A, "A", RecordType::ipv4, asReceived());
  static final RecordType<InetAddress> AAAA = new RecordType<>(Type.AAAA, "AAAA", RecordType::ipv6, asReceived());
  static final RecordType<String> PTR = new RecordType<>(Type.PTR, "PTR", RecordType::pointer, asReceived());
  static final RecordType<String> TXT = new RecordType<>(Type.TXT, "TXT", RecordType::text, asReceived());
  static final RecordType<TlsaRecord> TLSA = new RecordType<>(Type.TLSA, "TLSA", RecordType::association, asReceived());

  /** What these records say, in order. */
  List<T> read(Stream<Record> records) {
    return records.map(reader).flatMap(Optional::stream).sorted(order).toList();
  }

  private static <T> Comparator<T> asReceived() {
    return (unusedOne, unusedOther) -> 0;
  }

  private static Optional<MxRecord> mailExchange(Record record) {
    return record instanceof MXRecord mx
        ? Optional.of(new MxRecord(mx.getPriority(), DnsName.text(mx.getTarget())))
        : Optional.empty();
  }

  private static Optional<InetAddress> ipv4(Record record) {
    return record instanceof ARecord a ? address(record, a.getAddress()) : Optional.empty();
  }

  private static Optional<InetAddress> ipv6(Record record) {
    return record instanceof AAAARecord aaaa ? address(record, aaaa.getAddress()) : Optional.empty();
  }

  private static Optional<InetAddress> address(Record record, InetAddress address) {
    try {
      return Optional.of(InetAddress.getByAddress(DnsName.text(record.getName()), address.getAddress()));
    } catch (UnknownHostException neitherFourNorSixteenOctets) {
      return Optional.empty();
    }
  }

  private static Optional<String> pointer(Record record) {
    return record instanceof PTRRecord ptr ? Optional.of(DnsName.text(ptr.getTarget())) : Optional.empty();
  }

  private static Optional<String> text(Record record) {
    if (!(record instanceof TXTRecord txt)) {
      return Optional.empty();
    }
    List<byte[]> strings = txt.getStringsAsByteArrays();
    byte[] joined = new byte[strings.stream().mapToInt(string -> string.length).sum()];
    int end = 0;
    for (byte[] string : strings) {
      System.arraycopy(string, 0, joined, end, string.length);
      end += string.length;
    }
    return Optional.of(printable(new String(joined, StandardCharsets.UTF_8)));
  }

  private static Optional<TlsaRecord> association(Record record) {
    return record instanceof TLSARecord tlsa
        ? Optional.of(
            new TlsaRecord(
                tlsa.getCertificateUsage(),
                tlsa.getSelector(),
                tlsa.getMatchingType(),
                HexFormat.of().formatHex(tlsa.getCertificateAssociationData())))
        : Optional.empty();
  }

  /** A tab is a space to SPF and DKIM; other controls belong in no text and would play tricks with a terminal. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> c == '\t' ? ' ' : Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? 0xfffd : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return name;
  }
}
