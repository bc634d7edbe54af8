package org.karamail.intake.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.model.Reply;

/**
 * Finds the end of the header in a message that arrives in pieces, and keeps the header.
 *
 * <p>The header ends with the first empty line, or before the first line that can be neither a field nor folded onto one:
 * mail programs take such a line for the body's first, and so a message without any header is all body. A first line
 * {@code From alice Mon ...}, which old mailbox files leave behind, still belongs to the header. No octet is lost: header
 * and body together are the message as it came.
 *
 * <p>Each octet is looked at once. Belongs to one transaction.
 */
final class HeaderReader {

  /** Small, because what is copied beyond the header's end is copied in vain. */
  private static final int SLICE = 1024;

  private static final byte[] FROM = {'F', 'r', 'o', 'm', ' '};
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Limits limits;
  private byte[] octets = new byte[2 * SLICE];
  private int length;
  private int scanned;
  private int lineStart;
  private int fieldStart;
  private int fields;
  private boolean complete;
  private boolean wellFormed = true;
  private Optional<HeaderBlock> block = Optional.empty();

  HeaderReader(Limits limits) {
    this.limits = limits;
  }

  /** Whether the header has ended: what comes next belongs to the body. */
  boolean isComplete() {
    return complete;
  }

  /** Whether no line but an empty one has ended it. */
  boolean isWellFormed() {
    return wellFormed;
  }

  /**
   * Takes what belongs to the header off a piece.
   *
   * @return octets of earlier pieces that turned out to belong to the body, before what is left of this piece
   */
  ByteBuffer take(ByteBuffer piece) {
    while (piece.hasRemaining() && !complete && objection().isEmpty()) {
      int slice = Math.min(piece.remaining(), SLICE);
      append(piece, slice);
      int end = scan();
      if (complete) {
        return giveBack(piece, slice, end);
      }
    }
    return NOTHING;
  }

  /** Why this header cannot be taken, if it cannot. */
  Optional<Reply> objection() {
    boolean tooLarge = length > limits.headerSize() || fields > limits.fields() || length - fieldStart > limits.fieldSize();
    return tooLarge ? Optional.of(Replies.HEADER_TOO_LARGE) : Optional.empty();
  }

  /** The header as far as it has been read. */
  HeaderBlock block() {
    if (block.isEmpty() || block.get().size() != length) {
      block = Optional.of(HeaderBlock.of(Arrays.copyOf(octets, length)));
    }
    return block.get();
  }

  private void append(ByteBuffer piece, int count) {
    if (length + count > octets.length) {
      octets = Arrays.copyOf(octets, octets.length * 2);
    }
    piece.get(octets, length, count);
    length += count;
  }

  /** Goes on to the header's end, or to the end of what there is. */
  private int scan() {
    while (scanned < length) {
      if (octets[scanned++] == '\n' && scanned - lineStart >= 2 && octets[scanned - 2] == '\r') {
        int end = endsAt();
        if (complete) {
          return end;
        }
        lineStart = scanned;
      }
    }
    return length;
  }

  /** Looks at the line that has just ended; answers where the header ends if it does. */
  private int endsAt() {
    boolean empty = scanned - lineStart == 2;
    if (empty) {
      complete = true;
      return scanned;
    }
    if (HeaderField.begins(octets, lineStart, scanned)) {
      fields++;
      fieldStart = lineStart;
    } else if (!isFold() && !isMailboxFileLine()) {
      complete = true;
      wellFormed = false;
      return lineStart;
    }
    return scanned;
  }

  private boolean isFold() {
    return lineStart > 0 && (octets[lineStart] == ' ' || octets[lineStart] == '\t');
  }

  private boolean isMailboxFileLine() {
    int from = octets[0] == '>' ? 1 : 0;
    return lineStart == 0
        && scanned >= from + FROM.length
        && Arrays.equals(octets, from, from + FROM.length, FROM, 0, FROM.length);
  }

  private ByteBuffer giveBack(ByteBuffer piece, int slice, int end) {
    int surplus = length - end;
    int earlier = Math.max(0, surplus - slice);
    piece.position(piece.position() - (surplus - earlier));
    length = end;
    return earlier == 0 ? NOTHING : ByteBuffer.wrap(Arrays.copyOfRange(octets, end, end + earlier));
  }
}
