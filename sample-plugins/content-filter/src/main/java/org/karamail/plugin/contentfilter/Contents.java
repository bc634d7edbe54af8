package org.karamail.plugin.contentfilter;

import java.util.Optional;
import java.util.Set;

/**
 * What was seen in a message.
 *
 * @param names of attachments and of files in archives
 * @param types of parts, as they are declared
 * @param archives the kinds of them, as {@link Kind#word} says
 * @param parts how many
 * @param isEncrypted whether an archive holds something encrypted, which ends looking into that archive: it is unreadable, too
 * @param unreadable why it could not be looked into to its end, if so; then there may be more
 */
record Contents(Set<String> names, Set<String> types, Set<String> archives, int parts, boolean isEncrypted, Optional<String> unreadable) {

  /** Of a message that was not looked into. */
  static final Contents NOT_LOOKED_INTO = new Contents(Set.of(), Set.of(), Set.of(), 0, false, Optional.empty());

  Contents {
    names = Set.copyOf(names);
    types = Set.copyOf(types);
    archives = Set.copyOf(archives);
  }
}
