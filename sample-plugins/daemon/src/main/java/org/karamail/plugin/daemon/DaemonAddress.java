package org.karamail.plugin.daemon;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.settings.Settings;

/**
 * Where a daemon listens: {@code 127.0.0.1:3310}, {@code scanner.example:3310}, {@code [::1]:3310}, or the path of a Unix
 * socket, {@code /run/clamav/clamd.ctl}.
 *
 * @param text as the operator wrote it
 * @param host empty for a Unix socket
 * @param port 0 for a Unix socket
 */
public record DaemonAddress(String text, String host, int port) {

  /** What is accepted, for a refusal. */
  public static final String ACCEPTED =
      "addresses, each host:port or the path of a Unix socket, separated by commas: 127.0.0.1:3310, [::1]:3310, /run/x.sock";

  private static final Pattern TCP = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]/\\s]+)):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  /** Reads one; empty when the text is anything else. */
  public static Optional<DaemonAddress> parse(String text) {
    if (text.startsWith("/") && text.length() > 1) {
      return Optional.of(new DaemonAddress(text, "", 0));
    }
    Matcher form = TCP.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group(3));
    String host = form.group(1) == null ? form.group(2) : form.group(1);
    return port < 1 || port > HIGHEST_PORT ? Optional.empty() : Optional.of(new DaemonAddress(text, host, port));
  }

  /** The addresses that an operator set; empty when there are none. */
  public static List<DaemonAddress> read(Settings settings, String key) {
    return settings.list(key, List.of()).stream()
        .map(text -> parse(text).orElseThrow(() -> settings.refusal(key, text, ACCEPTED)))
        .toList();
  }

  public boolean isUnix() {
    return host.isEmpty();
  }

  /** The socket's address; a host name is looked up anew each time. */
  SocketAddress socketAddress() {
    return isUnix() ? UnixDomainSocketAddress.of(Path.of(text)) : new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return text;
  }
}
