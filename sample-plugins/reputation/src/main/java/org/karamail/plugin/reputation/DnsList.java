package org.karamail.plugin.reputation;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.model.MailDomain;

/**
 * A DNS list, or some of its codes.
 *
 * @param zone where it is asked
 * @param codes which answers count
 * @param weight what a match adds to the score
 */
record DnsList(String zone, CodeMask codes, int weight) {

  static final String ACCEPTED =
      "ZONE:WEIGHT or ZONE=CODES:WEIGHT, weights from -100 to 100: bl.example.org:40, list.example.org=127.0.*.2-3:-60";

  private static final Pattern FORM = Pattern.compile("([^=:\\s]+)(?:=([0-9.*-]+))?:(-?\\d{1,3})");
  private static final int MOST = 100;

  static Optional<DnsList> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Optional<CodeMask> codes = Optional.ofNullable(form.group(2)).map(CodeMask::parse).orElse(Optional.of(CodeMask.ANY));
    int weight = Integer.parseInt(form.group(3));
    return MailDomain.parse(form.group(1))
        .filter(zone -> !zone.isAddressLiteral() && Math.abs(weight) <= MOST)
        .flatMap(zone -> codes.map(mask -> new DnsList(zone.text(), mask, weight)));
  }

  /** The name under which a list knows an address: its octets, or half octets, backwards (RFC 5782 sections 2.1 and 2.4). */
  static String name(InetAddress address, String zone) {
    byte[] octets = address.getAddress();
    StringBuilder name = new StringBuilder();
    for (int i = octets.length - 1; i >= 0; i--) {
      int octet = octets[i] & 0xff;
      if (address instanceof Inet4Address) {
        name.append(octet).append('.');
      } else {
        name.append(Character.forDigit(octet & 0xf, 16)).append('.').append(Character.forDigit(octet >> 4, 16)).append('.');
      }
    }
    return name.append(zone).toString();
  }
}
