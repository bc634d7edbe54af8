package org.karamail.hook;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;
import org.slf4j.Logger;

/**
 * The engine's side of one call of one hook: how long it may take, where it may write. Good only until the hook has
 * answered; afterwards notes are refused and the log is still there.
 */
@ProviderType
public interface Call {

  /** What is left of the call's budget, by a clock that nobody can set; zero when it is over. */
  Duration remaining();

  /** Whether nobody waits for the answer any more: the deadline has passed or the client has gone. Cheap. */
  boolean cancelled();

  /** A log whose lines name the plugin, the point and the message. */
  Logger log();

  /** What this plugin keeps from call to call. */
  Notes notes();

  /** A folder of this plugin's own that survives restarts and updates; made at the first call. */
  Path dataFolder();
}
