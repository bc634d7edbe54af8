package org.karamail.routing.internal.mx;

import java.util.List;
import org.karamail.settings.Settings;

/**
 * How mail hosts are chosen: the keys of {@code karamail.delivery} and {@code karamail.routing} that say so.
 *
 * @param port of hosts that no configuration names
 * @param allowLoopback whether records of strangers may lead to this host and its like
 */
public record MxRules(int port, boolean allowLoopback) {

  /** The keys it reads; the other ones of their PID belong to delivery. */
  public static final List<String> KEYS = List.of("mxPort", "allowLoopbackMx");

  public static MxRules read(Settings settings) {
    return new MxRules(settings.number("mxPort", 25, 1, 65_535), settings.flag("allowLoopbackMx", false));
  }
}
