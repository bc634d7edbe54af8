package org.karamail.smtp.internal.command;

import java.util.Optional;
import org.apache.james.protocols.api.Request;

/** What stands behind the verb. */
final class Arguments {

  private Arguments() {}

  /** The argument without white space around it; empty when there is none. */
  static String of(Request request) {
    return Optional.ofNullable((Object) request.getArgument()).map(argument -> argument.toString().trim()).orElse("");
  }
}
