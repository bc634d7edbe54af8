package org.karamail.plugin.daemon;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * A question put to a daemon from the beginning to its answer.
 *
 * @param <A> the answer
 */
@FunctionalInterface
public interface Exchange<A> {

  /** Asks over a fresh connection, which the caller closes. */
  A with(DaemonConnection connection) throws IOException;

  /**
   * The answer of the first daemon of the list that gives one.
   *
   * @param connecting how long one may take to be connected to
   * @param deadline when it is given up altogether
   * @throws IOException what became of the last one tried; what became of the others is suppressed in it
   */
  static <A> A first(List<DaemonAddress> daemons, Duration connecting, Deadline deadline, Exchange<A> exchange)
      throws IOException {
    IOException failed = new IOException("no daemon is configured");
    for (DaemonAddress daemon : daemons) {
      try (DaemonConnection connection = DaemonConnection.open(daemon, deadline.atMost(connecting))) {
        connection.deadline(deadline);
        return exchange.with(connection);
      } catch (IOException next) {
        IOException named = named(daemon, next);
        named.addSuppressed(failed);
        failed = named;
      }
      if (deadline.hasPassed()) {
        break;
      }
    }
    throw failed;
  }

  /** What went wrong, in words that name the daemon. */
  static IOException named(DaemonAddress daemon, IOException failed) {
    if (failed instanceof SocketTimeoutException) {
      return failed;
    }
    String what = failed instanceof EOFException ? "the connection was closed without an answer" : failed.getMessage();
    return new IOException(daemon + ": " + what, failed);
  }
}
