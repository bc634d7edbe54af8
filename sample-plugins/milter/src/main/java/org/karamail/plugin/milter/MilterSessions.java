package org.karamail.plugin.milter;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.karamail.hook.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that milters are being told of, by the ids of the clients' sessions; about as many as configured at most. */
final class MilterSessions {

  private static final Logger LOG = LoggerFactory.getLogger(MilterSessions.class);

  /** No client is silent for that long; whose end we have not heard of is forgotten when there is no room. */
  private static final long FORGOTTEN_AFTER = TimeUnit.HOURS.toNanos(1);

  private final Map<String, MilterSession> sessions = new ConcurrentHashMap<>();

  /** The one of this id, made when it is new or was made for other settings; empty when there are too many. */
  Optional<MilterSession> of(String id, MilterSettings settings) {
    Optional<MilterSession> known = existing(id);
    if (known.isPresent() && known.get().settings().equals(settings)) {
      return known;
    }
    remove(id).ifPresent(MilterSessions::close);
    if (sessions.size() >= settings.maxSessions()) {
      forgetOld();
    }
    return sessions.size() >= settings.maxSessions()
        ? Optional.empty()
        : Optional.of(sessions.computeIfAbsent(id, absent -> new MilterSession(settings)));
  }

  /** The one of this id, if there is one. */
  Optional<MilterSession> existing(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** Takes it out; whoever does ends it. */
  Optional<MilterSession> remove(String id) {
    return Optional.ofNullable(sessions.remove(id));
  }

  /** Says goodbye to the milters. */
  static void end(MilterSession session, Call call) {
    try {
      session.end(call);
    } catch (IOException failed) {
      LOG.debug("A connection to a milter could not be closed", failed);
    }
  }

  /** Lets go of all. */
  void close() {
    sessions.keySet().forEach(id -> remove(id).ifPresent(MilterSessions::close));
  }

  private void forgetOld() {
    long now = System.nanoTime();
    sessions.forEach(
        (id, session) -> {
          if (now - session.usedAt() > FORGOTTEN_AFTER) {
            remove(id).ifPresent(MilterSessions::close);
          }
        });
  }

  private static void close(MilterSession session) {
    try {
      session.close();
    } catch (IOException failed) {
      LOG.debug("A connection to a milter could not be closed", failed);
    }
  }
}
