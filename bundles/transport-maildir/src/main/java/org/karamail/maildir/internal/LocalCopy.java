package org.karamail.maildir.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.message.Message;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;

/** A message as it lies in one recipient's mailbox: Return-Path and Delivered-To on top (RFC 5321 section 4.4, RFC 9228). */
record LocalCopy(HeaderBlock headers, Message message) {

  private static final int LARGEST_PIECE = 64 * 1024;

  static LocalCopy of(Message message, ReversePath sender, Mailbox recipient) {
    HeaderBlock headers =
        message
            .headers()
            .withOnTop(HeaderField.of(DeliveryLoop.FIELD, recipient.toString()))
            .withOnTop(HeaderField.of("Return-Path", "<" + sender + ">"));
    return new LocalCopy(headers, message);
  }

  long size() {
    return headers.size() + message.body().size();
  }

  /**
   * Writes it piece by piece.
   *
   * @throws InterruptedException if the thread is interrupted between two pieces
   */
  void writeTo(OutputStream target) throws IOException, InterruptedException {
    headers.writeTo(target);
    byte[] piece = new byte[(int) Math.min(LARGEST_PIECE, Math.max(message.body().size(), 1))];
    try (InputStream body = message.body().open()) {
      for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while writing to a mailbox");
        }
        target.write(piece, 0, read);
      }
    }
  }
}
