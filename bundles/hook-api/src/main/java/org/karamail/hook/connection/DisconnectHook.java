package org.karamail.hook.connection;

import org.karamail.hook.Call;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A connection has ended. An observer.
 *
 * <p>Called by smtp-server on a hook thread, once for each connection that onConnect was asked about. Faults are counted.
 *
 * <p>Long sessions without a message are worth a line:
 *
 * <pre>{@code
 * DisconnectHook hook =
 *     (disconnect, call) -> {
 *       if (disconnect.messages() == 0 && disconnect.lasted().toMinutes() > 5) {
 *         call.log().info("idle for {} after {} commands", disconnect.lasted(), disconnect.commands());
 *       }
 *     };
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DisconnectHook extends Hook {

  void onDisconnect(Disconnect disconnect, Call call);
}
