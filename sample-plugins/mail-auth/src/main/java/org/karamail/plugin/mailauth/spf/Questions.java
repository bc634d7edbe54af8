package org.karamail.plugin.mailauth.spf;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;

/** What one check may still ask of the name servers (RFC 7208 section 4.6.4). For one check, one step at a time. */
final class Questions {

  private static final int MOST_TERMS = 10;
  private static final int MOST_VOID = 2;

  private final Resolver resolver;
  private final LongSupplier nanoTime;
  private final long deadline;
  private int terms;
  private int nothing;

  Questions(Resolver resolver, LongSupplier nanoTime, Duration patience) {
    this.resolver = resolver;
    this.nanoTime = nanoTime;
    this.deadline = nanoTime.getAsLong() + patience.toNanos();
  }

  /** Counts a term that asks; answers whether it still may. */
  boolean mayAskForTerm() {
    terms++;
    return terms <= MOST_TERMS;
  }

  /** Counts an answer that says there is nothing; answers whether there were too many. */
  boolean isTooMuchVoid(DnsAnswer<?> answer) {
    boolean isVoid = answer.kind() == DnsAnswer.Kind.NO_SUCH_NAME || answer.kind() == DnsAnswer.Kind.NO_DATA;
    nothing += isVoid ? 1 : 0;
    return nothing > MOST_VOID;
  }

  CompletionStage<DnsAnswer<String>> txt(String name) {
    return inTime(() -> resolver.txt(name));
  }

  CompletionStage<DnsAnswer<MxRecord>> mx(String name) {
    return inTime(() -> resolver.mx(name));
  }

  CompletionStage<DnsAnswer<InetAddress>> addresses(String name, boolean ipv4) {
    return inTime(() -> ipv4 ? resolver.ipv4(name) : resolver.ipv6(name));
  }

  CompletionStage<DnsAnswer<String>> names(InetAddress address) {
    return inTime(() -> resolver.ptr(address));
  }

  private <T> CompletionStage<DnsAnswer<T>> inTime(Supplier<CompletionStage<DnsAnswer<T>>> question) {
    if (nanoTime.getAsLong() - deadline >= 0) {
      return CompletableFuture.completedStage(new DnsAnswer.Failed<>(DnsAnswer.Problem.TIMEOUT, "the check took too long"));
    }
    return question.get();
  }

  /** The records that a check may look at: all of those, or the first so many. */
  static <T> List<T> first(int most, DnsAnswer<T> answer) {
    return answer.records().subList(0, Math.min(most, answer.records().size()));
  }
}
