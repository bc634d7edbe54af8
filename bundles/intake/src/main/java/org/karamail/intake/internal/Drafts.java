package org.karamail.intake.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.karamail.message.Body;
import org.karamail.queue.store.BodySink;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens drafts, and fills them.
 *
 * @param hooks who may have a say in what they hold
 */
record Drafts(MailQueueStore store, IntakeHooks hooks) {

  private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
  private static final int PIECE = 64 * 1024;

  /**
   * The draft to be committed: the one the client has filled, or another, under an id of its own, where a hook has replaced
   * the body. The first is given up then. Waits for the disk.
   *
   * @param eightBits looks at the other body
   * @throws IOException if the other body cannot be read; the first draft is as it was
   */
  Draft complete(Draft received, MailInHand mail, EightBits eightBits) throws IOException {
    if (!mail.replaced()) {
      return received;
    }
    Draft other = store.begin(mail.body().size());
    try {
      copy(mail.body(), other.sink(), eightBits);
    } catch (IOException | RuntimeException failed) {
      other.abort();
      throw failed;
    }
    LOG.info("message {}: goes on as {}, because a plugin replaced its body", received.id(), other.id());
    received.abort();
    return other;
  }

  static void copy(Body body, BodySink sink, EightBits eightBits) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, body.size()))];
    try (InputStream in = body.open()) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        ByteBuffer octets = ByteBuffer.wrap(piece, 0, count);
        eightBits.look(octets);
        sink.write(octets).toCompletableFuture().join();
      }
    }
  }
}
