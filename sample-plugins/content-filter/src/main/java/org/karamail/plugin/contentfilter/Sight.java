package org.karamail.plugin.contentfilter;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.karamail.hook.Call;

/** What is being seen in one message, and how much of the limits is used. Belongs to one call. */
final class Sight {

  private static final int LONGEST_NAME = 1000;

  private final Limits limits;
  private final Call call;
  private final Set<String> names = new HashSet<>();
  private final Set<String> types = new HashSet<>();
  private final Set<String> archives = new HashSet<>();
  private int parts;
  private int entries;
  private long unpacked;
  private boolean encrypted;
  private Optional<String> closed = Optional.empty();

  Sight(Limits limits, Call call) {
    this.limits = limits;
    this.call = call;
  }

  Limits limits() {
    return limits;
  }

  void part(String type) throws LimitExceededException {
    parts++;
    types.add(type.toLowerCase(Locale.ROOT));
    entry();
  }

  void entry() throws LimitExceededException {
    entries++;
    if (entries > limits.entries()) {
      throw new LimitExceededException("more than " + limits.entries() + " parts and files");
    }
    if (call.cancelled() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("nobody waits for the answer any more");
    }
  }

  /** A name as systems that open it see it: no folders, nothing invisible, no dots and blanks at its end. */
  void name(String raw) {
    String visible = raw.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
    String last = visible.substring(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1);
    String name = last.replaceAll("^\\s+|[\\s.]+$", "");
    if (!name.isEmpty()) {
      names.add(name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name);
    }
  }

  void depth(int depth) throws LimitExceededException {
    if (depth > limits.depth()) {
      throw new LimitExceededException("archives or messages nested more than " + limits.depth() + " deep");
    }
  }

  void unpacked(int more) throws LimitExceededException {
    unpacked += more;
    if (unpacked > limits.unpacked()) {
      throw new LimitExceededException("archives of more than " + limits.unpacked() + " octets");
    }
    if (call.cancelled() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("nobody waits for the answer any more");
    }
  }

  void archive(Kind kind) {
    archives.add(kind.word());
  }

  /** An archive of a kind that is not looked into. */
  void unknown(Kind kind) {
    closed = Optional.of("an archive of the kind " + kind.word());
  }

  void encrypted() {
    encrypted = true;
    closed = Optional.of("an encrypted archive");
  }

  /** Where what cannot be read as a stream may lie while it is looked into. */
  Path folder() {
    return call.dataFolder();
  }

  Contents contents(Optional<String> unreadable) {
    return new Contents(names, types, archives, parts, encrypted, unreadable.or(() -> closed));
  }
}
