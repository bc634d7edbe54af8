package org.karamail.plugin.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * What is known of whom, in memory and in the journal: bounded, the one looked for longest ago being forgotten first.
 *
 * <p><b>Threads.</b> Belongs to its owner, who guards it.
 *
 * @param <V> what is known
 */
public final class Memory<V> implements AutoCloseable {

  private static final int SPARE_LINES = 10_000;

  private final Logger log;
  private final String name;
  private final Form<V> form;
  private final Map<Fingerprint, V> known = new LinkedHashMap<>(16, 0.75f, true);
  private Optional<Journal<V>> journal = Optional.empty();
  private boolean opened;
  private boolean saidBroken;

  /** @param name of the plugin, and of its journal */
  public Memory(Logger log, String name, Form<V> form) {
    this.log = log;
    this.name = name;
    this.form = form;
  }

  /**
   * Reads the journal in this folder, and makes it when there is none; once, whatever comes of it.
   *
   * @param most how many are remembered
   * @param forgotten what need not be
   */
  public void open(Path folder, int most, Predicate<V> forgotten) {
    if (opened) {
      return;
    }
    opened = true;
    try {
      journal = Optional.of(Journal.open(folder.resolve(name + ".journal"), form, known::put));
      prune(most, forgotten);
      log.info("{}: {} are remembered", name, known.size());
    } catch (IOException failed) {
      broken(failed);
    }
  }

  public Optional<V> find(Fingerprint whose) {
    return Optional.ofNullable(known.get(whose));
  }

  /** Remembers, in memory only: what is not worth a line. */
  public void keep(Fingerprint whose, V what) {
    known.put(whose, what);
  }

  /** Remembers, in the journal too. Call {@link #prune} after it, for it may be one too many. */
  public void note(Fingerprint whose, V what) {
    known.put(whose, what);
    try {
      if (journal.isPresent()) {
        journal.get().append(whose, what);
        saidBroken = false;
      }
    } catch (IOException failed) {
      broken(failed);
    }
  }

  /** Those looked for longest ago leave, for want of room or because they are forgotten anyway. */
  public void prune(int most, Predicate<V> forgotten) {
    List<Fingerprint> leaving = new ArrayList<>();
    Iterator<Map.Entry<Fingerprint, V>> eldest = known.entrySet().iterator();
    int looked = 0;
    while (eldest.hasNext() && (known.size() - leaving.size() > most || looked < 2)) {
      Map.Entry<Fingerprint, V> entry = eldest.next();
      looked++;
      if (known.size() - leaving.size() > most || forgotten.test(entry.getValue())) {
        leaving.add(entry.getKey());
      }
    }
    leaving.forEach(known::remove);
    compact(forgotten);
  }

  public int size() {
    return known.size();
  }

  @Override
  public void close() {
    try {
      if (journal.isPresent()) {
        journal.get().close();
      }
    } catch (IOException failed) {
      log.warn("{}: the journal was not closed cleanly: {}", name, failed.toString());
    }
    journal = Optional.empty();
  }

  private void compact(Predicate<V> forgotten) {
    if (journal.isEmpty() || journal.get().lines() <= 2L * known.size() + SPARE_LINES) {
      return;
    }
    known.values().removeIf(forgotten);
    try {
      journal.get().replace(known);
    } catch (IOException failed) {
      broken(failed);
    }
  }

  private void broken(IOException failed) {
    if (!saidBroken) {
      saidBroken = true;
      log.warn(
          "{}: the journal cannot be kept ({}); what is learned from now on may be forgotten at a restart", name, failed.toString());
    }
  }
}
