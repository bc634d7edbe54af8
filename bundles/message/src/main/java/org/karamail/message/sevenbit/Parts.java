package org.karamail.message.sevenbit;

import java.io.IOException;

/** Is told of a body what it consists of, in order: together it is every octet. */
interface Parts {

  /** A header that stands in the body, with its empty line. */
  void header(PartHeader header) throws IOException;

  /** Octets of a content, up to but without the line end that belongs to the boundary after it. */
  void content(byte[] octets, int from, int to) throws IOException;

  /** The content is over. */
  void endOfContent() throws IOException;

  /** Boundaries with the line ends before them, and what stands before the first and after the last. */
  void between(byte[] octets, int from, int to) throws IOException;

  /** It is too deep or too wide to be looked at. */
  void tooMuch();
}
