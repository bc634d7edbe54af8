package org.karamail.plugin.contentfilter;

import java.io.IOException;

/** A message goes further than it is looked into. */
final class LimitExceededException extends IOException {

  private static final long serialVersionUID = 1L;

  LimitExceededException(String what) {
    super(what);
  }
}
