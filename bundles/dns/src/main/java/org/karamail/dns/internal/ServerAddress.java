package org.karamail.dns.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a name server, as operators write it. No host name but localhost: who would look it up? */
final class ServerAddress {

  static final int PORT = 53;

  private static final String THIS_HOST = "localhost";
  private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::(\\d{1,5}))?");
  private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-fA-F:.]+(?:%[\\w.-]+)?)](?::(\\d{1,5}))?");
  private static final Pattern IPV6 = Pattern.compile("([0-9a-fA-F.]*:[0-9a-fA-F:.]*(?:%[\\w.-]+)?)()");

  private ServerAddress() {}

  /** Reads {@code 192.0.2.53}, {@code 192.0.2.53:5353}, {@code 2001:db8::53}, {@code [2001:db8::53]:5353}. */
  static Optional<InetSocketAddress> parse(String text) {
    String numeric = text.startsWith(THIS_HOST) ? "127.0.0.1" + text.substring(THIS_HOST.length()) : text;
    for (Pattern form : new Pattern[] {IPV4, BRACKETED, IPV6}) {
      Matcher matcher = form.matcher(numeric);
      if (matcher.matches()) {
        return address(matcher.group(1), Optional.ofNullable(matcher.group(2)).filter(port -> !port.isEmpty()));
      }
    }
    return Optional.empty();
  }

  /** {@code 192.0.2.53:53}, {@code [2001:db8::53]:53}. */
  static String text(InetSocketAddress server) {
    String address = server.getAddress().getHostAddress();
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + server.getPort();
  }

  private static Optional<InetSocketAddress> address(String host, Optional<String> port) {
    int number = port.map(Integer::parseInt).orElse(PORT);
    if (number < 1 || number > 65_535) {
      return Optional.empty();
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByName(host), number));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }
}
