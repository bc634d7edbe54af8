package org.karamail.outbound.internal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.karamail.delivery.AttemptProgress;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.outbound.internal.wire.Overdue;
import org.karamail.outbound.internal.wire.Patience;
import org.karamail.outbound.internal.wire.TlsClient;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.routing.Destination;
import org.karamail.routing.Destinations;
import org.karamail.routing.MailHost;
import org.karamail.routing.RelayCredentials;
import org.karamail.routing.TlsPolicy;

/** A transport with a destination that a test lays down. */
final class Bench implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final QueueId ID = QueueId.firstAt(Instant.parse("2026-03-01T12:00:00Z"));

  private static final Route FALLBACK = new Route("smtp", "[backup.example]:25");

  private final Overdue overdue = new Overdue();
  private final Caretaker caretaker = new Caretaker();
  private final Connections connections;
  private volatile OutboundSettings settings = settings(Duration.ofSeconds(10));
  private volatile List<MailHost> hosts = List.of();
  private volatile Optional<Destination> destination = Optional.empty();
  private volatile Optional<TlsPolicy> tls = Optional.empty();
  private volatile Optional<RelayCredentials> credentials = Optional.empty();
  private volatile Optional<InetSocketAddress> fallback = Optional.empty();
  private final Detours detours;

  Bench() {
    this(System::nanoTime);
  }

  Bench(LongSupplier nanos) {
    connections = new Connections(() -> settings, nanos, caretaker);
    detours = new Detours(nanos);
  }

  /** Every stage may take so long. */
  static OutboundSettings settings(Duration stage) {
    return settings(stage, 10, 100, Duration.ofMinutes(5));
  }

  static OutboundSettings settings(Duration stage, int perHost, int messages, Duration idle) {
    return new OutboundSettings(
        "client.example",
        Optional.empty(),
        new Patience(stage, stage, stage, stage, stage),
        new OutboundSettings.Keeping(perHost, idle, Duration.ofMinutes(1), Duration.ofMinutes(30), messages),
        TlsPolicy.OPPORTUNISTIC,
        new TlsClient("TLSv1.2", List.of(), TlsClient.authorities()),
        List.of("CRAM-MD5", "PLAIN", "LOGIN"));
  }

  void set(OutboundSettings changed) {
    settings = changed;
  }

  /** The hosts of the destination, in this order. */
  void to(InetSocketAddress... addresses) {
    hosts =
        Stream.of(addresses)
            .map(address -> new MailHost("mx" + address.getPort() + ".example", 10, List.of(address)))
            .toList();
  }

  /** Where the route leads instead. */
  void leadsTo(Destination elsewhere) {
    destination = Optional.of(elsewhere);
  }

  /** Who takes what they cannot be given. */
  void fallsBackOn(InetSocketAddress relay) {
    fallback = Optional.of(relay);
  }

  void tls(TlsPolicy policy) {
    tls = Optional.of(policy);
  }

  void credentials(String user, String password) {
    credentials = Optional.of(new RelayCredentials(user, password));
  }

  Connections connections() {
    return connections;
  }

  Caretaker caretaker() {
    return caretaker;
  }

  OutboundSettings settings() {
    return settings;
  }

  List<RecipientOutcome> deliver(Lease lease, Message message) throws InterruptedException {
    return transport(false).deliver(lease, message);
  }

  List<RecipientOutcome> deliver(Lease lease, Message message, AttemptProgress progress) throws InterruptedException {
    return transport(false).deliver(lease, message, progress);
  }

  List<RecipientOutcome> deliverByLmtp(Lease lease, Message message) throws InterruptedException {
    return transport(true).deliver(lease, message);
  }

  private SmtpTransport transport(boolean lmtp) {
    return new SmtpTransport(lmtp, "client.example", () -> settings, destinations(), connections, overdue, detours);
  }

  private Destinations destinations() {
    return new Destinations() {
      @Override
      public CompletionStage<Destination> find(Route route) {
        return CompletableFuture.completedFuture(
            route.equals(FALLBACK) ? hostOfTheFallback() : destination.orElseGet(this::hostsOfTheTest));
      }

      @Override
      public Optional<Route> fallback(Route route) {
        return fallback.map(there -> FALLBACK);
      }

      private Destination hostOfTheFallback() {
        List<MailHost> host = fallback.map(there -> new MailHost("backup.example", 0, List.of(there))).stream().toList();
        return new Destination.Hosts(
            "backup", host, Optional.empty(), Optional.empty(), Duration.ofMinutes(5), false, List.of());
      }

      private Destination hostsOfTheTest() {
        return new Destination.Hosts("site", hosts, tls, credentials, Duration.ofMinutes(5), false, List.of());
      }

      @Override
      public String site(Route route) {
        return route.nextHop();
      }
    };
  }

  @Override
  public void close() {
    connections.close();
    caretaker.close();
    overdue.close();
  }

  // ---- mail ------------------------------------------------------------------------------------------------------------

  static Lease lease(String... recipients) {
    return lease(BodyType.SEVEN_BIT, recipients);
  }

  static Lease lease(BodyType body, String... recipients) {
    return lease("ann@sender.example", body, Optional.empty(), recipients);
  }

  static Lease lease(
      String sender, BodyType body, Optional<org.karamail.model.Attempt> last, String... recipients) {
    Route route = new Route("smtp", "peer.example");
    List<LeasedRecipient> leased = new ArrayList<>();
    for (String address : recipients) {
      leased.add(
          new LeasedRecipient(
              new Recipient(leased.size(), Mailbox.parse(address).orElseThrow(), route),
              last.isPresent() ? 1 : 0,
              ID.time(),
              last,
              Optional.empty()));
    }
    Envelope envelope =
        new Envelope(ReversePath.parse(sender).orElseThrow(), Origin.local("test"), Priority.NORMAL, body);
    return new Lease(ID, 1, Lease.Purpose.DELIVER, route, envelope, leased);
  }

  static Message letter(String body) {
    return new Message(
        HeaderBlock.of("Subject: hello\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)),
        Body.of(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** More than all socket buffers on the way hold together; made as it is read. */
  static Message largeLetter(long size) {
    byte[] line = ("x".repeat(62) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] piece = new byte[64 * 1024];
    for (int i = 0; i < piece.length; i += line.length) {
      System.arraycopy(line, 0, piece, i, line.length);
    }
    Body body =
        new Body() {
          @Override
          public long size() {
            return size;
          }

          @Override
          public InputStream open() {
            return new InputStream() {
              private long left = size;

              @Override
              public int read() {
                throw new AssertionError("read octet by octet");
              }

              @Override
              public int read(byte[] target, int offset, int length) {
                int count = (int) Math.min(left, Math.min(length, piece.length));
                byte[] some = Arrays.copyOf(piece, count);
                new ByteArrayInputStream(some).read(target, offset, count);
                left -= count;
                return count == 0 ? -1 : count;
              }
            };
          }
        };
    return new Message(HeaderBlock.of("Subject: large\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)), body);
  }
}
