package org.karamail.shell.internal.view;

import java.net.InetAddress;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.MxRecord;
import org.karamail.dns.TlsaRecord;

/** Answers of the domain name system in words. */
final class DnsText {

  private DnsText() {}

  static String record(Object record) {
    if (record instanceof MxRecord mx) {
      return mx.preference() + " " + (mx.isNull() ? "." : mx.host());
    }
    if (record instanceof TlsaRecord tlsa) {
      return tlsa.usage() + " " + tlsa.selector() + " " + tlsa.matchingType() + " " + tlsa.data();
    }
    return record instanceof InetAddress address ? address.getHostAddress() : record.toString();
  }

  static String kind(DnsAnswer.Kind kind) {
    return switch (kind) {
      case FOUND -> "found";
      case NO_SUCH_NAME -> "no such name";
      case NO_DATA -> "none";
      case FAILED -> "failed for now";
    };
  }
}
