package org.karamail.settings;

import java.util.function.Function;
import org.slf4j.Logger;

/**
 * The settings record a component works with: replaced whole by a good configuration, kept when a bad one comes.
 *
 * <p>Made in the activate method, where a bad configuration throws and so refuses the start, until the next one (in the
 * server {@link org.karamail.settings.internal.SecondStart} sees to that); {@link #offer} is called by the modified method. {@link #get} may be called on any thread and is always consistent.
 *
 * @param <S> an immutable record that checks itself
 */
public final class LastGood<S> {

  private final Logger log;
  private final Function<Settings, S> reader;
  private volatile S current;

  /**
   * Reads the first configuration.
   *
   * @throws InvalidSettingException if it cannot be used
   */
  public LastGood(Logger log, Settings first, Function<Settings, S> reader) {
    this.log = log;
    this.reader = reader;
    this.current = read(first);
  }

  private LastGood(S untilThen, Logger log, Function<Settings, S> reader) {
    this.log = log;
    this.reader = reader;
    this.current = untilThen;
  }

  /** Begins with what counts until the first configuration that can be used is offered. */
  public static <S> LastGood<S> beginningWith(S untilThen, Logger log, Function<Settings, S> reader) {
    return new LastGood<>(untilThen, log, reader);
  }

  /** Takes a changed configuration, or logs why not and keeps the last good one; answers whether it was taken. */
  public boolean offer(Settings changed) {
    try {
      current = read(changed);
      log.info("{}: new configuration applied", changed.pid());
      return true;
    } catch (InvalidSettingException bad) {
      log.error("{}; the last good configuration stays in force", bad.getMessage());
      return false;
    } catch (IllegalArgumentException bad) {
      log.error("{}: {}; the last good configuration stays in force", changed.pid(), bad.getMessage());
      return false;
    }
  }

  /** The settings in force. */
  public S get() {
    return current;
  }

  private S read(Settings settings) {
    S read = reader.apply(settings);
    for (String unknown : settings.unknownKeys()) {
      log.warn("{}: unknown key '{}' is ignored; the shipped file lists the known ones", settings.pid(), unknown);
    }
    return read;
  }
}
