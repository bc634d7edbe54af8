package org.karamail.shell.internal.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.jspecify.annotations.Nullable;
import org.karamail.dns.CachedAnswer;
import org.karamail.dns.DnsCache;

/** Completes a name that the DNS cache holds. */
@Service
public final class CachedNameCompleter implements WordCompleter {

  private static final int MOST = 100;

  @Reference(optional = true)
  private @Nullable DnsCache cache;

  @Override
  public List<String> words(CommandLine line) {
    String start = Optional.ofNullable(line.getCursorArgument()).orElse("");
    return Optional.ofNullable(cache).map(DnsCache::contents).orElse(List.of()).stream()
        .map(CachedAnswer::name)
        .filter(name -> name.startsWith(start))
        .distinct()
        .limit(MOST)
        .toList();
  }
}
