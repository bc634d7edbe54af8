package org.karamail.queue.store;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Takes the body of a draft piece by piece. One writer; the next piece only after the stage of the last one. */
@ProviderType
public interface BodySink {

  /**
   * Takes a piece. The octets are copied or written before the stage completes, and the buffer may then be used again; a
   * small piece completes at once, a piece that goes to a file completes on the store's writer thread. A store may let a piece
   * complete a little later where mail comes in faster than it leaves.
   *
   * @return fails with {@link StoreClosedException} when the disk does not take it; the draft is then good for nothing but
   *     {@link Draft#abort}
   */
  CompletionStage<Void> write(ByteBuffer piece);

  /** Octets taken so far. */
  long size();
}
