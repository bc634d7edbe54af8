package org.karamail.dns.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.dns.DnsAnswer.Problem;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.WireParseException;

/**
 * One question on its way through the name servers: tries with back-off, aliases that lead on, one time-out over all.
 *
 * <p>The time-out is shared out over the tries so that each waits twice as long as the one before (10 s and three tries: 1.4
 * s, 2.9 s, 5.7 s). After a quick failure the next try comes after a pause that doubles too.
 *
 * <p>Runs on the threads of {@link DnsThreads}, one step at a time. {@link #result} completes once, never exceptionally.
 *
 * @param <T> what a record becomes
 */
final class Inquiry<T> {

  /**
   * What came of it.
   *
   * @param octets how large the answer was on the wire
   */
  record Result<T>(DnsAnswer<T> answer, int octets) {}

  private static final int MOST_ALIASES = 8;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final int LONGEST_DETAIL = 200;

  /** A size that no network between here and there has to cut in pieces (RFC 9715). */
  private static final int DATAGRAM = 1232;

  private final Question<T> question;
  private final DnsSettings settings;
  private final NameServers servers;
  private final DnsThreads threads;
  private final CompletableFuture<Result<T>> result = new CompletableFuture<>();
  private final Duration timeout;

  private volatile DnsAnswer<T> lastFailure;
  private Name asked;
  private Optional<DnsAnswer<T>> aliasesSoFar = Optional.empty();
  private int aliases;
  private boolean extended = true;

  Inquiry(Question<T> question, DnsSettings settings, NameServers servers, DnsThreads threads) {
    this.question = question;
    this.settings = settings;
    this.servers = servers;
    this.threads = threads;
    this.timeout = settings.timeout();
    this.asked = question.name();
    this.lastFailure = new Failed<>(Problem.TIMEOUT, "no name server was asked in time");
  }

  CompletionStage<Result<T>> result() {
    return result;
  }

  /** Lets the clock run; before {@link #begin}, because waiting in line counts. */
  void setDeadline() {
    try {
      Future<?> deadline =
          threads.timer().schedule(() -> complete(lastFailure, 0), timeout.toMillis(), TimeUnit.MILLISECONDS);
      result().whenComplete((done, never) -> deadline.cancel(false));
    } catch (RejectedExecutionException stopping) {
      stop();
    }
  }

  void begin() {
    ask(0);
  }

  /** Ends it: the bundle stops. */
  void stop() {
    complete(new Failed<>(Problem.BUSY, "the resolver is being stopped"), 0);
  }

  /** Ends it: too many wait already. */
  void refuse() {
    complete(new Failed<>(Problem.BUSY, "too many questions wait for the name servers"), 0);
  }

  private void ask(int number) {
    if (result.isDone()) {
      return;
    }
    InetSocketAddress server = servers.forTry(number);
    lastFailure = new Failed<>(Problem.TIMEOUT, "no answer from " + ServerAddress.text(server));
    resolver(server, number)
        .sendAsync(query(), threads.readers())
        .whenComplete((message, thrown) -> step(server, number, message, thrown));
  }

  private SimpleResolver resolver(InetSocketAddress server, int number) {
    SimpleResolver resolver = new SimpleResolver(server);
    resolver.setIoClientFactory(threads.wire());
    resolver.setTimeout(share(number));
    resolver.setEDNS(extended ? 0 : -1, DATAGRAM, 0, List.of());
    return resolver;
  }

  /** Asks whether the answer was validated (the AD bit, RFC 6840 section 5.7). */
  private Message query() {
    Message query = Message.newQuery(Record.newRecord(asked, question.type().code(), DClass.IN));
    query.getHeader().setFlag(Flags.AD);
    return query;
  }

  private Duration share(int number) {
    return timeout.multipliedBy(1L << number).dividedBy((1L << settings.tries()) - 1);
  }

  /** dnsjava completes with a message or with an exception; the other one is null. */
  @SuppressWarnings("NullAway")
  private void step(InetSocketAddress server, int number, Message message, Throwable thrown) {
    try {
      if (thrown == null) {
        read(server, number, message);
      } else {
        again(server, number, problem(thrown), String.valueOf(cause(thrown).getMessage()));
      }
    } catch (RuntimeException unreadable) {
      again(server, number, Problem.MALFORMED, unreadable.toString());
    }
  }

  private void read(InetSocketAddress server, int number, Message message) {
    Question<T> now = new Question<>(asked, question.type());
    boolean believed = server.getAddress().isLoopbackAddress();
    AnswerReader.Reading<T> reading = new AnswerReader<>(now, message, believed).read();
    if (reading.answer() instanceof Failed<T> failed) {
      extended = extended && message.getRcode() != Rcode.FORMERR && message.getRcode() != Rcode.NOTIMP;
      fail(server, number, failed);
      return;
    }
    servers.answered(server);
    DnsAnswer<T> answer = aliasesSoFar.map(before -> behind(before, reading.answer())).orElse(reading.answer());
    if (reading.alias().isPresent()) {
      follow(reading.alias().get(), answer);
    } else {
      complete(answer, message.numBytes());
    }
  }

  private void follow(Name alias, DnsAnswer<T> soFar) {
    aliases++;
    if (aliases > MOST_ALIASES) {
      complete(new Failed<>(Problem.ALIAS_LOOP, "more than " + MOST_ALIASES + " aliases behind " + question), 0);
      return;
    }
    asked = alias;
    aliasesSoFar = Optional.of(soFar);
    ask(0);
  }

  /** What was found behind aliases lives no longer than they do, and is no more authentic. */
  private static <T> DnsAnswer<T> behind(DnsAnswer<T> aliases, DnsAnswer<T> found) {
    Duration ttl = aliases.ttl().compareTo(found.ttl()) < 0 ? aliases.ttl() : found.ttl();
    boolean authentic = aliases.isAuthentic() && found.isAuthentic();
    return Ttl.set(found, ttl, authentic);
  }

  private void fail(InetSocketAddress server, int number, Failed<T> failed) {
    if (failed.problem() == Problem.ALIAS_LOOP) {
      complete(failed, 0);
    } else {
      again(server, number, failed.problem(), failed.detail());
    }
  }

  private void again(InetSocketAddress server, int number, Problem problem, String detail) {
    String clean = RecordType.printable(detail);
    String brief = clean.substring(0, Math.min(clean.length(), LONGEST_DETAIL));
    lastFailure = new Failed<>(problem, ServerAddress.text(server) + ": " + brief);
    if (number + 1 >= settings.tries()) {
      complete(lastFailure, 0);
      return;
    }
    long pause = problem == Problem.TIMEOUT ? 0 : FIRST_PAUSE_MILLIS << number;
    try {
      Future<?> unused = threads.timer().schedule(() -> ask(number + 1), pause, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      stop();
    }
  }

  private void complete(DnsAnswer<T> answer, int octets) {
    result.complete(new Result<>(answer, octets));
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
  }

  private static Problem problem(Throwable thrown) {
    Throwable cause = cause(thrown);
    if (cause instanceof SocketTimeoutException) {
      return Problem.TIMEOUT;
    }
    return cause instanceof IOException && !(cause instanceof WireParseException)
        ? Problem.UNREACHABLE
        : Problem.MALFORMED;
  }
}
