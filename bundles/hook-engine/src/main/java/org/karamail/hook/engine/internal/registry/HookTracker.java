package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.karamail.hook.engine.internal.run.Activated;
import org.karamail.hook.engine.internal.run.HookRunner;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the {@link HookRegistry} which plugins come and go.
 *
 * <p>It listens itself instead of having services injected, for three reasons. It must hold the event in which a stopping
 * bundle's service goes until transactions that use it have ended: that is what delays the plugin's deactivation. It must
 * tell a replacement from a removal, which only the bundle knows. And it gets each service on a hook thread under a deadline,
 * so that a plugin that hangs in its activation blocks neither its deployer nor anybody else.
 *
 * <p>Never relied on: the order of bundle events against service events, which differs from boot to boot.
 *
 * <p>Its lock makes "is this reference still registered" and "then it is in the registry" one step. Events are held, and
 * waiting sessions let go on, outside it.
 */
final class HookTracker implements AllServiceListener, SynchronousBundleListener {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");

  /** Every service of a hook interface, even of another copy of the API; the engine's own services are none. */
  private static final String HOOKS = "(&(objectClass=org.karamail.hook.*)(!(objectClass=org.karamail.hook.engine.*)))";

  private static final Duration ACTIVATION = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final BundleContext context;
  private final HookRegistry registry;
  private final HookRunner runner;
  private final Problems problems;
  private final Timers timers;
  private final Attendance attendance;
  private final Trials trials;
  private final ComponentFactory factory;
  private final Supplier<HookSettings> settings;
  private final Object lock = new Object();
  private final Map<ServiceReference<?>, Arrival> tracked = new ConcurrentHashMap<>();
  private final Vigil vigil;

  HookTracker(
      BundleContext context,
      HookRegistry registry,
      HookRunner runner,
      Problems problems,
      Timers timers,
      Attendance attendance,
      Trials trials,
      ComponentFactory factory,
      Supplier<HookSettings> settings) {
    this.context = context;
    this.registry = registry;
    this.runner = runner;
    this.problems = problems;
    this.timers = timers;
    this.attendance = attendance;
    this.trials = trials;
    this.factory = factory;
    this.settings = settings;
    this.vigil = new Vigil(registry, timers, factory, settings, this::isShutdown, this::takenAway);
  }

  /** Begins to listen, then takes what is there already. */
  void open() {
    context.addBundleListener(this);
    try {
      context.addServiceListener(this, HOOKS);
      ServiceReference<?>[] present = context.getAllServiceReferences(null, HOOKS);
      if (present != null) {
        for (ServiceReference<?> reference : present) {
          arrives(reference);
        }
      }
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException("the filter of the hook tracker is malformed", impossible);
    }
  }

  /** Ends listening; who waits goes on. */
  void close() {
    try {
      context.removeServiceListener(this);
      context.removeBundleListener(this);
    } catch (IllegalStateException stopped) { // the framework itself has removed them with the bundle
      LOG.debug("the bundle of the hook engine has stopped already: {}", stopped.getMessage());
    }
    vigil.close();
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    switch (event.getType()) {
      case ServiceEvent.REGISTERED -> arrives(event.getServiceReference());
      case ServiceEvent.MODIFIED -> changes(event.getServiceReference());
      case ServiceEvent.UNREGISTERING -> goes(event.getServiceReference());
      default -> {}
    }
  }

  /** A bundle that is uninstalled may come back under another file name, and gets more time; later it is not missed. */
  @Override
  public void bundleChanged(BundleEvent event) {
    String name = String.valueOf(event.getBundle().getSymbolicName());
    if (event.getType() == BundleEvent.UNINSTALLED) {
      vigil.uninstalled(name);
      takenAway(name);
    } else if (event.getType() == BundleEvent.STOPPED && !isStartedForGood(event.getBundle()) && !isShutdown()) {
      takenAway(name);
    }
  }

  /** Unless another bundle of that name is to run, nobody misses it any more. */
  private void takenAway(String name) {
    for (Bundle bundle : context.getBundles()) {
      if (name.equals(bundle.getSymbolicName()) && isStartedForGood(bundle)) {
        return;
      }
    }
    if (!settings.get().required().contains(name)) {
      registry.forgetMissing(name);
    }
    if (!vigil.isKept(name)) {
      attendance.left(name);
    }
  }

  private void arrives(ServiceReference<?> reference) {
    Arrival arrival = Arrival.of(reference);
    if (tracked.putIfAbsent(reference, arrival) != null) {
      return;
    }
    Optional<String> foreign = arrival.foreignness(reference, context.getBundle());
    if (foreign.isPresent()) {
      report(arrival, foreign.get());
      vigil.end(arrival.slot());
      return;
    }
    activate(reference, arrival);
  }

  private void activate(ServiceReference<?> reference, Arrival arrival) {
    trials.activating(arrival.bundle());
    var unused =
        runner
            .activate(
                arrival.whose(), factory.ledger(arrival), ACTIVATION, () -> arrival.service(context, reference))
            .thenAccept(activated -> activated(reference, arrival, activated))
            .whenComplete((done, failure) -> trials.activated(arrival.bundle()));
  }

  private void activated(ServiceReference<?> reference, Arrival arrival, Activated<Arrival.Service> activated) {
    HookRegistry.Arrived arrived;
    synchronized (lock) {
      if (!arrival.equals(tracked.get(reference))) {
        return; // it went while it was being activated
      }
      Component component =
          activated.found().map(service -> factory.present(arrival, service)).orElseGet(() -> factory.absent(arrival));
      arrived = registry.arrived(component, reference.getBundle().getVersion());
    }
    if (activated.found().isPresent()) {
      welcome(arrival, arrived.inForce());
    } else {
      report(arrival, activated.problem());
      timers.after(settings.get().probeAfter(), () -> tryAgain(reference, arrival));
    }
    if (arrived.inForce()) {
      vigil.filled(arrival.slot());
    } else {
      settleLater(arrival);
    }
    arrived.announcement().run();
  }

  /** What is wrong with a version on trial is told to whoever tries it: the version in force is not concerned. */
  private void report(Arrival arrival, String reason) {
    if (!trials.failed(arrival.bundle(), reason)) {
      problems.report(arrival.slot(), arrival.version(), reason);
    }
  }

  private void welcome(Arrival arrival, boolean inForce) {
    attendance.came(arrival.slot().plugin());
    LOG.info("hook registered: {} points={} inForce={}", arrival.whose(), arrival.points(), inForce);
  }

  private void settleLater(Arrival arrival) {
    timers.after(SETTLING, () -> registry.settled(arrival.slot().plugin(), arrival.bundle()).run());
  }

  private void tryAgain(ServiceReference<?> reference, Arrival arrival) {
    if (arrival.equals(tracked.get(reference)) && factory.ledger(arrival).figures().lostThreads() == 0) {
      activate(reference, arrival);
    }
  }

  /** A changed property may change ranking or terms of the same object. */
  private void changes(ServiceReference<?> reference) {
    Arrival arrival = tracked.get(reference);
    if (arrival == null) {
      arrives(reference);
    } else {
      factory.declare(arrival.with(reference));
      registry.reorder();
    }
  }

  private void goes(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    boolean stops = bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING;
    boolean onPurpose = stops && !isStartedForGood(bundle);
    Arrival arrival;
    Departure departure;
    synchronized (lock) {
      arrival = tracked.remove(reference);
      if (arrival == null) {
        return;
      }
      departure =
          stops
              ? registry.bundleStops(arrival.slot().plugin(), arrival.bundle())
              : registry.componentGoes(arrival.slot(), arrival.bundle());
    }
    trials.gone(arrival.bundle());
    problems.solved(arrival.slot(), arrival.version());
    vigil.begin(departure.holes(), onPurpose);
    drain(arrival, departure);
    if (stops) {
      factory.forgetPermits(arrival.bundle());
    }
    departure.holes().forEach((slot, hole) -> vigil.await(slot, hole, onPurpose));
    registry
        .hole(arrival.slot())
        .filter(open -> !departure.holes().containsValue(open)) // left by a start that ended before it was complete
        .ifPresent(open -> vigil.await(arrival.slot(), open, onPurpose));
  }

  private void drain(Arrival arrival, Departure departure) {
    Duration atMost = isShutdown() ? Duration.ZERO : settings.get().drain();
    try {
      if (!registry.drain(departure, atMost)) {
        LOG.warn(
            "plugin {} {} went while transactions had used it for more than {} ms: they are deferred",
            arrival.slot().plugin(),
            arrival.version(),
            atMost.toMillis());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      LOG.warn("the wait for transactions that use plugin {} was interrupted", arrival.slot().plugin());
    }
    runner.retireThreads();
  }

  private boolean isShutdown() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
  }

  private static boolean isStartedForGood(Bundle bundle) {
    BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
    return level != null && level.isPersistentlyStarted();
  }
}
