package org.karamail.intake;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.karamail.model.QueueId;
import org.osgi.annotation.versioning.ProviderType;

/** One message on its way in. Ends by exactly one of finish and abort. */
@ProviderType
public interface IntakeTransaction {

  /** The id under which it will be queued. */
  QueueId id();

  /**
   * Takes the next piece of the message: header first, dots unstuffed, lines ended with CRLF. The next piece only after the
   * stage of the last; the octets are taken before the stage completes, which is at once in most cases.
   *
   * @return never fails for a reason of the message: what is wrong with it is said by {@link #finish}, and pieces after
   *     that are swallowed
   */
  CompletionStage<Void> write(ByteBuffer piece);

  /** Octets taken so far. */
  long size();

  /**
   * Checks, routes and commits.
   *
   * @return completes when it is on disk, or refused; never exceptionally, and refused when it was aborted
   */
  CompletionStage<Acceptance> finish();

  /**
   * Forgets it: nobody waits for it any more. Once finish has been called it still does so until the commit begins, hooks
   * are being asked so long; after that it does nothing.
   */
  void abort();
}
