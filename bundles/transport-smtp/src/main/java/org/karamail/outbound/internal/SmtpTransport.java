package org.karamail.outbound.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.karamail.delivery.AttemptProgress;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.delivery.Transport;
import org.karamail.message.Message;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Route;
import org.karamail.outbound.internal.wire.Greeting;
import org.karamail.outbound.internal.wire.Overdue;
import org.karamail.queue.Lease;
import org.karamail.routing.Destination;
import org.karamail.routing.Destinations;
import org.karamail.routing.TlsPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transports {@code smtp} and {@code lmtp}; what they promise stands in the package's documentation. */
final class SmtpTransport implements Transport {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpTransport.class);

  private final boolean lmtp;
  private final String host;
  private final Supplier<OutboundSettings> settings;
  private final Destinations destinations;
  private final Connections connections;
  private final Overdue overdue;
  private final Detours detours;

  /**
   * One of the two.
   *
   * @param host what we call ourselves where the configuration says nothing
   */
  SmtpTransport(
      boolean lmtp,
      String host,
      Supplier<OutboundSettings> settings,
      Destinations destinations,
      Connections connections,
      Overdue overdue,
      Detours detours) {
    this.lmtp = lmtp;
    this.host = host;
    this.settings = settings;
    this.destinations = destinations;
    this.connections = connections;
    this.overdue = overdue;
    this.detours = detours;
  }

  @Override
  public String name() {
    return lmtp ? "lmtp" : "smtp";
  }

  @Override
  public List<RecipientOutcome> deliver(Lease lease, Message message) throws InterruptedException {
    return deliver(lease, message, new Untold());
  }

  @Override
  public String site(Route route) {
    return destinations.site(new Route("smtp", route.nextHop()));
  }

  @Override
  public String findSite(Route route) throws InterruptedException {
    return destination(new Route("smtp", route.nextHop())) instanceof Destination.Hosts hosts ? hosts.site() : site(route);
  }

  @Override
  public List<RecipientOutcome> deliver(Lease lease, Message message, AttemptProgress progress)
      throws InterruptedException {
    Route route = new Route("smtp", lease.route().nextHop());
    Destination destination = destination(route);
    if (destination instanceof Destination.Refused refused) {
      return all(lease, new DeliveryOutcome.Refused(refused.reply()));
    }
    if (destination instanceof Destination.Hosts hosts && !progress.hasRoom(hosts.site())) {
      return List.of();
    }
    Optional<Route> fallback = lmtp ? Optional.empty() : destinations.fallback(route);
    Walked walked =
        fallback.isPresent()
            ? roundAbout(lease, message, progress, destination, fallback.get())
            : walk(lease, message, progress, destination);
    return Thread.currentThread().isInterrupted() ? whatIsCertain(walked.outcomes()) : walked.outcomes();
  }

  /**
   * What came of going to a destination.
   *
   * @param reachedNobody whether no host there has heard of the mail, so that it may be given to others
   * @param everybodys whether that would befall other mail too
   */
  private record Walked(List<RecipientOutcome> outcomes, boolean reachedNobody, boolean everybodys) {}

  /** Where its own hosts cannot be given the mail, by the fall-back relay; where that cannot either, it says what they said. */
  private Walked roundAbout(
      Lease lease, Message message, AttemptProgress progress, Destination destination, Route fallback)
      throws InterruptedException {
    String site = destination.site();
    if (detours.isOn(site)) {
      Walked round = walk(lease, message, progress, destination(fallback));
      if (!round.reachedNobody() || Thread.currentThread().isInterrupted()) {
        return round;
      }
      detours.end(site);
      return walk(lease, message, progress, destination);
    }
    Walked straight = walk(lease, message, progress, destination);
    if (!straight.reachedNobody() || Thread.currentThread().isInterrupted()) {
      return straight;
    }
    LOG.info(
        "{}: no host of {} can be given the mail now, so it goes by {} (fallbackRelay)",
        lease.id(),
        site,
        fallback.nextHop());
    Walked round = walk(lease, message, progress, destination(fallback));
    if (round.reachedNobody()) {
      return straight;
    }
    if (straight.everybodys()) {
      detours.begin(site);
    }
    return round;
  }

  /** Nobody is told. */
  private static final class Untold implements AttemptProgress {
    @Override
    public void handingOver() {}

    @Override
    public void siteRefuses() {}
  }

  private Destination destination(Route route) throws InterruptedException {
    try {
      return destinations.find(route).toCompletableFuture().get();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("no destination for " + route, bug);
    }
  }

  private Walked walk(Lease lease, Message message, AttemptProgress progress, Destination destination)
      throws InterruptedException {
    return switch (destination.kind()) {
      case HOSTS -> walk(lease, message, progress, (Destination.Hosts) destination);
      case REFUSED -> unreached(lease, new Fault(Fault.Category.LOCAL, ((Destination.Refused) destination).reply().toString()));
      case UNRESOLVED -> unreached(lease, ((Destination.Unresolved) destination).fault());
    };
  }

  private Walked walk(Lease lease, Message message, AttemptProgress progress, Destination.Hosts destination)
      throws InterruptedException {
    OutboundSettings now = settings.get();
    TlsPolicy tls = destination.tls().orElse(now.tls());
    if (tls == TlsPolicy.DANE || tls == TlsPolicy.MTA_STS) {
      return unreached(lease, new Fault(Fault.Category.TLS, "this build cannot follow the TLS policy " + tls));
    }
    String name = Optional.of(now.heloName()).filter(given -> !given.isEmpty()).orElse(host);
    Greeting greeting = new Greeting(name, lmtp, tls, destination.credentials(), now.mechanisms());
    HostWalk walk = new HostWalk(now, connections, overdue, lease, message, progress, greeting);
    List<RecipientOutcome> outcomes = walk.over(destination).all();
    return new Walked(outcomes, walk.reachedNobody(), !walk.passedOver());
  }

  private static Walked unreached(Lease lease, Fault fault) {
    return new Walked(all(lease, new DeliveryOutcome.Unreachable(fault)), true, true);
  }

  /** Told to stop: who was not reached because of that was not attempted. */
  private static List<RecipientOutcome> whatIsCertain(List<RecipientOutcome> outcomes) throws InterruptedException {
    List<RecipientOutcome> certain =
        outcomes.stream().filter(one -> one.outcome().kind() != DeliveryOutcome.Kind.UNREACHABLE).toList();
    if (certain.isEmpty()) {
      throw new InterruptedException("stopped before the mail was given to anybody");
    }
    return certain;
  }

  private static List<RecipientOutcome> all(Lease lease, DeliveryOutcome outcome) {
    return lease.recipients().stream()
        .map(one -> new RecipientOutcome(one.recipient().index(), "", outcome))
        .toList();
  }
}
