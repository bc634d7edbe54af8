package org.karamail.shell.internal.command;

import java.time.Clock;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.jspecify.annotations.Nullable;
import org.karamail.queue.store.MailQueueStore;

/** Completes the id of an open message. */
@Service
public final class IdCompleter implements WordCompleter {

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  private Clock clock = Clock.systemUTC();

  @Override
  public List<String> words(CommandLine line) {
    return Newest.ids(store, clock.instant());
  }
}
