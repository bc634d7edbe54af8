package org.karamail.dns.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.karamail.dns.CachedAnswer;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.NoSuchName;
import org.karamail.dns.DnsStatistics;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;
import org.karamail.dns.TlsaRecord;
import org.xbill.DNS.ReverseMap;

/**
 * Answers from the cache, or asks; equal questions under way are asked once. What it works with is a set of settings and
 * servers that is swapped whole.
 */
final class CachingResolver implements Resolver, AutoCloseable {

  private static final int AT_ONCE = 100;
  private static final int IN_LINE = 10_000;

  /** What belongs together of one configuration. */
  private record Setup(DnsSettings settings, NameServers servers) {}

  private final Function<DnsSettings, NameServers> serversOf;
  private final LongSupplier nanoTime;
  private final AnswerCache cache;
  private final Counters counters = new Counters();
  private final Admission admission = new Admission(AT_ONCE, IN_LINE);
  private final DnsThreads threads = new DnsThreads();
  private final Map<Question<?>, Pending<?>> underWay = new ConcurrentHashMap<>();
  private volatile Setup setup;
  private volatile boolean closed;

  /** A question under way and what everybody who asks it waits for. */
  private record Pending<T>(Inquiry<T> inquiry, CompletableFuture<DnsAnswer<T>> answer) {}

  CachingResolver(DnsSettings settings, Function<DnsSettings, NameServers> serversOf, LongSupplier nanoTime) {
    this.serversOf = serversOf;
    this.nanoTime = nanoTime;
    this.cache = new AnswerCache(settings.cacheSize(), nanoTime);
    this.setup = new Setup(settings, serversOf.apply(settings));
  }

  /** Takes other settings for the questions to come. Other servers may know other things: what is cached is forgotten. */
  void apply(DnsSettings settings) {
    boolean otherServers = !settings.servers().equals(setup.settings().servers());
    setup = new Setup(settings, serversOf.apply(settings));
    cache.resize(settings.cacheSize());
    if (otherServers) {
      cache.forget(question -> true);
    }
  }

  @Override
  public CompletionStage<DnsAnswer<MxRecord>> mx(String domain) {
    return ask(domain, RecordType.MX);
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv4(String host) {
    return ask(host, RecordType.A);
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv6(String host) {
    return ask(host, RecordType.AAAA);
  }

  @Override
  public CompletionStage<DnsAnswer<String>> ptr(InetAddress address) {
    return ask(new Question<>(ReverseMap.fromAddress(address), RecordType.PTR));
  }

  @Override
  public CompletionStage<DnsAnswer<String>> txt(String name) {
    return ask(name, RecordType.TXT);
  }

  @Override
  public CompletionStage<DnsAnswer<TlsaRecord>> tlsa(String name) {
    return ask(name, RecordType.TLSA);
  }

  DnsSettings settings() {
    return setup.settings();
  }

  List<String> servers() {
    return setup.servers().all().stream().map(ServerAddress::text).toList();
  }

  DnsStatistics statistics() {
    return counters.statistics(cache.size(), cache.limit(), underWay.size());
  }

  List<CachedAnswer> contents() {
    return cache.contents().entrySet().stream().map(CachingResolver::shown).toList();
  }

  int flush() {
    return cache.forget(question -> true);
  }

  int flush(String name) {
    return DnsName.parse(name).map(parsed -> cache.forget(question -> question.name().equals(parsed))).orElse(0);
  }

  @Override
  public void close() {
    closed = true;
    stopAll();
    threads.close();
  }

  private <T> CompletionStage<DnsAnswer<T>> ask(String name, RecordType<T> type) {
    return DnsName.parse(name)
        .map(parsed -> ask(new Question<>(parsed, type)))
        .orElseGet(() -> CompletableFuture.completedStage(new NoSuchName<>(Duration.ZERO, false)));
  }

  private <T> CompletionStage<DnsAnswer<T>> ask(Question<T> question) {
    Optional<DnsAnswer<T>> known = LocalNames.answer(question).or(() -> cache.find(question));
    if (known.isPresent()) {
      counters.hits.increment();
      return CompletableFuture.completedStage(known.get());
    }
    counters.misses.increment();
    return join(question);
  }

  private <T> CompletionStage<DnsAnswer<T>> join(Question<T> question) {
    Setup now = setup;
    Inquiry<T> inquiry = new Inquiry<>(question, now.settings(), now.servers(), threads);
    Pending<T> mine = new Pending<>(inquiry, new CompletableFuture<>());
    @SuppressWarnings("unchecked") // equal questions have the same type of record
    Pending<T> other = (Pending<T>) underWay.putIfAbsent(question, mine);
    if (other != null) {
      counters.shared.increment();
      return other.answer().minimalCompletionStage();
    }
    start(question, mine, Ttl.of(now.settings()));
    return mine.answer().minimalCompletionStage();
  }

  private <T> void start(Question<T> question, Pending<T> pending, Ttl ttl) {
    Inquiry<T> inquiry = pending.inquiry();
    long began = nanoTime.getAsLong();
    inquiry
        .result()
        .whenComplete(
            (result, never) -> {
              counters.took(nanoTime.getAsLong() - began);
              answer(() -> finish(question, pending, ttl.bound(result.answer()), result.octets()));
            });
    inquiry.setDeadline();
    admit(inquiry);
    if (closed) {
      stopAll();
    }
  }

  private <T> void finish(Question<T> question, Pending<T> pending, DnsAnswer<T> answer, int octets) {
    if (answer.kind() == DnsAnswer.Kind.FAILED) {
      counters.errors.increment();
    }
    cache.keep(question, answer, octets);
    underWay.remove(question, pending);
    pending.answer().complete(answer);
  }

  /** On a thread that may run what depends on the answer; while stopping, on this one. */
  private void answer(Runnable task) {
    try {
      threads.readers().execute(task);
    } catch (RejectedExecutionException stopping) {
      task.run();
    }
  }

  private <T> void admit(Inquiry<T> inquiry) {
    Runnable turn =
        () -> {
          inquiry.result().whenComplete((result, never) -> admission.leave().run());
          inquiry.begin();
        };
    if (!admission.enter(() -> onwards(turn))) {
      inquiry.refuse();
    }
  }

  private void onwards(Runnable task) {
    try {
      threads.readers().execute(task);
    } catch (RejectedExecutionException stopping) {
      stopAll();
    }
  }

  private void stopAll() {
    underWay.values().forEach(pending -> pending.inquiry().stop());
  }

  private static CachedAnswer shown(Map.Entry<Question<?>, DnsAnswer<?>> entry) {
    Question<?> question = entry.getKey();
    DnsAnswer<?> answer = entry.getValue();
    List<String> records = answer.records().stream().map(CachingResolver::text).toList();
    return new CachedAnswer(DnsName.text(question.name()), question.type().name(), answer.kind(), records, answer.ttl());
  }

  private static String text(Object record) {
    if (record instanceof MxRecord mx) {
      return mx.preference() + " " + (mx.isNull() ? "." : mx.host());
    }
    if (record instanceof TlsaRecord tlsa) {
      return tlsa.usage() + " " + tlsa.selector() + " " + tlsa.matchingType() + " " + tlsa.data();
    }
    return record instanceof InetAddress address ? address.getHostAddress() : record.toString();
  }
}
