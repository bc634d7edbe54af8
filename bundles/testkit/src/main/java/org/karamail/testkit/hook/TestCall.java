package org.karamail.testkit.hook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.karamail.hook.Call;
import org.karamail.hook.Notes;
import org.slf4j.Logger;

/** The engine's side of one call under test. Like the engine's it refuses notes once the hook has answered. */
final class TestCall implements Call {

  private final long deadline;
  private final boolean cancelled;
  private final Logger log;
  private final DraftNotes draft;
  private final Supplier<Path> folder;

  TestCall(Duration budget, boolean cancelled, Logger log, DraftNotes draft, Supplier<Path> folder) {
    this.deadline = System.nanoTime() + budget.toNanos();
    this.cancelled = cancelled;
    this.log = log;
    this.draft = draft;
    this.folder = folder;
  }

  DraftNotes draft() {
    return draft;
  }

  void end() {
    draft.close();
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public Logger log() {
    return log;
  }

  @Override
  public Notes notes() {
    return draft;
  }

  @Override
  public Path dataFolder() {
    return folder.get();
  }
}
