package org.karamail.shell.internal.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.karamail.dns.CachedAnswer;
import org.karamail.dns.DnsCache;

/** Completes a name that the DNS cache holds. */
@Service
public final class CachedNameCompleter implements Completer {

  private static final int MOST = 100;

  @Reference(optional = true)
  private @Nullable DnsCache cache;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    candidates.addAll(names(line));
    return 0;
  }

  @Override
  public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
    if (!OptionsAnywhere.complete(session, line, candidates)) {
      names(line).forEach(name -> candidates.add(new Candidate(name, true)));
    }
  }

  private List<String> names(CommandLine line) {
    String start = Optional.ofNullable(line.getCursorArgument()).orElse("");
    return Optional.ofNullable(cache).map(DnsCache::contents).orElse(List.of()).stream()
        .map(CachedAnswer::name)
        .filter(name -> name.startsWith(start))
        .distinct()
        .limit(MOST)
        .toList();
  }
}
