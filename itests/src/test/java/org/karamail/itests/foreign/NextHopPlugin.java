package org.karamail.itests.foreign;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.hook.Answer;
import org.karamail.hook.Call;
import org.karamail.hook.RouteRequest;
import org.karamail.hook.delivery.RouteHook;
import org.karamail.model.Route;

/**
 * A plugin for tests: the domain of a recipient says by which transport, and to which port of this host, mail for it goes:
 * {@code smtp-2525.next-hop.example}, {@code lmtp-2424.next-hop.example}.
 */
public final class NextHopPlugin implements RouteHook {

  private static final Pattern DOMAIN = Pattern.compile("(smtp|lmtp)-(\\d+)\\.next-hop\\.example");

  @Override
  public Answer<Route> onRoute(RouteRequest request, Call call) {
    Matcher said = DOMAIN.matcher(request.recipient().domain().toString().toLowerCase(Locale.ROOT));
    return said.matches() ? Answer.of(new Route(said.group(1), "[127.0.0.1]:" + said.group(2))) : Answer.pass();
  }

  /** The domain that leads there. */
  public static String domain(String transport, int port) {
    return transport + "-" + port + ".next-hop.example";
  }
}
