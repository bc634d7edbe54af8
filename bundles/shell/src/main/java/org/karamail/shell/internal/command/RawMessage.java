package org.karamail.shell.internal.command;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.karamail.message.Message;
import org.karamail.model.QueueId;
import org.karamail.shell.internal.view.Amounts;
import org.karamail.shell.internal.view.RawText;

/**
 * What is in a message, streamed up to a limit: as text that is harmless to a terminal, or octet for octet in JSON.
 *
 * @param id the message
 * @param content header block and body
 * @param limit how many octets are shown
 */
record RawMessage(QueueId id, Message content, long limit) {

  private static final int PIECE = 8192;

  void print(Invocation call) throws IOException {
    RawText text = new RawText(call::print);
    long left = shown();
    byte[] piece = new byte[PIECE];
    try (InputStream in = open()) {
      while (left > 0 && !call.isAlone()) {
        int count = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (count < 0) {
          break;
        }
        text.write(piece, count);
        left -= count;
      }
    }
    text.end();
    if (isCut()) {
      call.print(
          "\n-- cut after " + Amounts.size(shown()) + " of " + Amounts.size(content.size())
              + "; --limit 1MB shows more, --all everything\n");
    }
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id.toString());
    json.writeNumberField("size", content.size());
    json.writeBooleanField("truncated", isCut());
    json.writeFieldName("octets");
    try (InputStream in = open()) {
      json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, in, Math.toIntExact(Math.min(shown(), Integer.MAX_VALUE)));
    }
    json.writeEndObject();
  }

  private InputStream open() throws IOException {
    return new SequenceInputStream(new ByteArrayInputStream(content.headers().toBytes()), content.body().open());
  }

  private long shown() {
    return Math.min(limit, content.size());
  }

  private boolean isCut() {
    return content.size() > limit;
  }
}
