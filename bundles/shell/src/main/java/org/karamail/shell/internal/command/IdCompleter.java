package org.karamail.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.karamail.queue.store.MailQueueStore;

/** Completes the id of an open message. */
@Service
public final class IdCompleter implements Completer {

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    return new StringsCompleter(Newest.ids(store)).complete(session, line, candidates);
  }
}
