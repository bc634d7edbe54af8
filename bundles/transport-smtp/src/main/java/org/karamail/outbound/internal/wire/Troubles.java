package org.karamail.outbound.internal.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import javax.net.ssl.SSLException;
import org.karamail.model.Fault;

/** Turns exceptions into {@link Trouble}. */
final class Troubles {

  private Troubles() {}

  static Trouble of(Stage stage, IOException failed) {
    return Trouble.of(stage, category(failed), words(failed));
  }

  private static Fault.Category category(IOException failed) {
    if (failed instanceof SocketTimeoutException) {
      return Fault.Category.TIMEOUT;
    }
    if (failed instanceof SSLException) {
      return Fault.Category.TLS;
    }
    return failed instanceof ReplyInput.Unbounded ? Fault.Category.PROTOCOL : Fault.Category.CONNECTION;
  }

  private static String words(IOException failed) {
    if (failed instanceof ClosedByInterruptException) {
      return "stopped";
    }
    if (failed instanceof SocketTimeoutException) {
      return "no connection in time";
    }
    String message = String.valueOf(failed.getMessage());
    return failed instanceof ConnectException || failed instanceof ReplyInput.Unbounded
        ? message
        : failed.getClass().getSimpleName() + ": " + ForeignReply.cleaned(message);
  }
}
