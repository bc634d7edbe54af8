package org.karamail.hook.connection;

import org.karamail.hook.Call;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A connection has ended. An observer.
 *
 * <p>Called by smtp-server, once for each connection that onConnect was asked about. Faults are counted.
 */
@ConsumerType
@FunctionalInterface
public interface DisconnectHook extends Hook {

  void onDisconnect(Disconnect disconnect, Call call);
}
