package org.karamail.routing.internal.mx;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.model.MailDomain;

/**
 * A host that somebody named on purpose: no MX records are asked for.
 *
 * @param name a host name, or an IP address without brackets; lower case
 * @param port where it takes mail
 */
public record NamedHost(String name, int port) {

  private static final Pattern NEXT_HOP = Pattern.compile("\\[([^\\[\\]]+)](?::(\\d{1,5}))?");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final String IPV6_TAG = "ipv6:";
  private static final int HIGHEST_PORT = 65_535;

  /** Reads {@code [host]} or {@code [host]:port}, where the host may be an address. */
  public static Optional<NamedHost> parse(String nextHop, int usualPort) {
    Matcher form = NEXT_HOP.matcher(nextHop);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Optional.ofNullable(form.group(2)).map(Integer::parseInt).orElse(usualPort);
    return port < 1 || port > HIGHEST_PORT ? Optional.empty() : of(form.group(1), port);
  }

  /** Takes a host name or an address, with or without brackets; empty for what is neither. */
  public static Optional<NamedHost> of(String text, int port) {
    String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    String lower = bare.toLowerCase(Locale.ROOT);
    String name = lower.startsWith(IPV6_TAG) ? lower.substring(IPV6_TAG.length()) : lower;
    boolean isHost = MailDomain.parse(name).filter(domain -> !domain.isAddressLiteral()).isPresent();
    boolean isAddress = looksLikeAnAddress(name);
    return address(name).isPresent() || (isHost && !isAddress) ? Optional.of(new NamedHost(name, port)) : Optional.empty();
  }

  /** The address it is, if it is one; never looks anything up. */
  Optional<InetAddress> address() {
    return address(name);
  }

  /** Whether it is this machine by its very name, so that nobody stands between us and it. */
  public boolean isLoopback() {
    return name.equals("localhost") || address().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** {@code [host]:port}. */
  @Override
  public String toString() {
    return "[" + name + "]:" + port;
  }

  private static Optional<InetAddress> address(String name) {
    try {
      return looksLikeAnAddress(name) ? Optional.of(InetAddress.getByName(name)) : Optional.empty();
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  private static boolean looksLikeAnAddress(String name) {
    return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
  }
}
