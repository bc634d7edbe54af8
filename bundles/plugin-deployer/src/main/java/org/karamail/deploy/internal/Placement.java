package org.karamail.deploy.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.karamail.deploy.Deployment.State;
import org.karamail.hook.engine.PluginTrials;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** Puts one plugin jar in its place. Called on the thread of the plugin. */
final class Placement {

  /** Behind everything of Karamail's own, so that a plugin that hangs as it starts holds up nothing at a restart. */
  private static final int START_LEVEL = 80;

  /** A version that dropped a component of the one before is given this long to bring it after all. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private static final String NOTHING_CAME = "no hook of it has come; scr:list tells what it waits for";

  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final BundleContext context;
  private final PluginTrials trials;
  private final Supplier<DeploySettings> settings;
  private final Retirement retirement;
  private final Function<Bundle, Optional<String>> failures;

  Placement(
      BundleContext context,
      PluginTrials trials,
      Supplier<DeploySettings> settings,
      Retirement retirement,
      Function<Bundle, Optional<String>> failures) {
    this.context = context;
    this.trials = trials;
    this.settings = settings;
    this.retirement = retirement;
    this.failures = failures;
  }

  /**
   * What came of it.
   *
   * @param problem why it is not active; empty when it is
   */
  record Result(State state, String problem) {
    static final Result ACTIVE = new Result(State.ACTIVE, "");

    static Result refused(String problem) {
      return new Result(State.REFUSED, problem);
    }
  }

  /** Installs and starts a jar; versions before it stay, go on the shelf, or come back. */
  Result place(PluginJar jar) throws InterruptedException {
    return place(jar, false);
  }

  /** Looks whether what waited has come to work, or can be started by now. */
  Result again(PluginJar jar) throws InterruptedException {
    return place(jar, true);
  }

  private Result place(PluginJar jar, boolean again) throws InterruptedException {
    if (!jar.exports().isEmpty()) {
      return Result.refused(
          "it exports " + String.join(", ", jar.exports()) + "; a plugin may only import, others would hang on its version");
    }
    List<Bundle> before =
        PluginBundles.of(context, jar.name()).stream()
            .filter(other -> !other.getLocation().equals(jar.location()) && !retirement.isLeaving(other))
            .toList();
    try {
      Bundle bundle = installed(jar);
      Duration within = again && PluginBundles.works(bundle) ? Duration.ZERO : settings.get().proveWithin();
      return before.stream().noneMatch(PluginBundles::works) ? first(bundle, before, within) : next(jar, bundle, before);
    } catch (BundleException | IOException refused) {
      return Result.refused(Why.of(refused));
    }
  }

  private Bundle installed(PluginJar jar) throws BundleException, IOException {
    Bundle known = context.getBundle(jar.location());
    if (known != null) {
      return known;
    }
    try (InputStream in = Files.newInputStream(jar.file().toPath())) {
      Bundle bundle = context.installBundle(jar.location(), in);
      int now = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
      int wanted = Math.min(START_LEVEL, Math.max(1, now));
      BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
      if (level.getStartLevel() != wanted) {
        level.setStartLevel(wanted); // the framework starts it then, too, on a thread of its own
      }
      return bundle;
    }
  }

  /** Nobody goes before it, or nobody who works: there is nothing to lose. */
  private Result first(Bundle bundle, List<Bundle> broken, Duration within) throws InterruptedException {
    broken.forEach(retirement::now);
    Optional<String> problem = start(bundle);
    if (problem.isPresent()) {
      return new Result(bundle.getState() == Bundle.INSTALLED ? State.WAITING : State.REFUSED, problem.get());
    }
    return proved(bundle, within).map(why -> new Result(State.WAITING, why)).orElse(Result.ACTIVE);
  }

  private Result next(PluginJar jar, Bundle bundle, List<Bundle> before) throws InterruptedException, BundleException {
    if (PluginBundles.works(bundle) && trials.look(bundle.getBundleId()).missing().isEmpty()) {
      before.forEach(retirement::whenUnused); // it took over already: a restart cut its predecessor's retirement short
      return Result.ACTIVE;
    }
    boolean older = before.stream().anyMatch(other -> jar.version().compareTo(other.getVersion()) < 0);
    return jar.single() || older ? inPlace(bundle, before) : beside(bundle, before);
  }

  private Result beside(Bundle bundle, List<Bundle> before) throws InterruptedException, BundleException {
    trials.begin(bundle.getBundleId());
    try {
      Optional<String> problem = start(bundle);
      if (problem.isEmpty()) {
        problem = proved(bundle, settings.get().proveWithin());
      }
      if (problem.isPresent()) {
        retirement.now(bundle);
        return Result.refused(problem.get());
      }
      trials.promote(bundle.getBundleId());
      before.forEach(retirement::whenUnused);
      return Result.ACTIVE;
    } finally {
      trials.end(bundle.getBundleId());
    }
  }

  private Result inPlace(Bundle bundle, List<Bundle> before) throws InterruptedException, BundleException {
    Optional<String> unresolved = resolved(bundle);
    if (unresolved.isPresent()) {
      retirement.now(bundle);
      return Result.refused(unresolved.get());
    }
    for (Bundle old : before) {
      old.stop(Bundle.STOP_TRANSIENT); // still started for good: whoever needs it waits for the one that comes
    }
    Optional<String> problem = start(bundle);
    if (problem.isEmpty()) {
      problem = proved(bundle, settings.get().proveWithin());
    }
    if (problem.isPresent()) {
      retirement.now(bundle);
      before.stream().max(Comparator.comparing(Bundle::getVersion)).ifPresent(PluginBundles::restart);
      return Result.refused(problem.get());
    }
    before.forEach(retirement::now);
    return Result.ACTIVE;
  }

  private Optional<String> resolved(Bundle bundle) {
    return PluginBundles.resolve(context, bundle)
        ? Optional.empty()
        : Optional.of("something it imports is missing; bundle:diag " + bundle.getBundleId() + " tells what");
  }

  /** Starts it on a thread of its own, because whatever it does as it starts it does there. */
  private Optional<String> start(Bundle bundle) throws InterruptedException {
    CompletableFuture<Optional<String>> done = new CompletableFuture<>();
    Thread starter = new Thread(() -> done.complete(PluginBundles.start(bundle)), "karamail-start-" + bundle.getSymbolicName());
    starter.setDaemon(true);
    starter.start();
    Duration within = settings.get().startWithin();
    try {
      return done.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      starter.interrupt();
      return Optional.of("its start has not ended after " + within.toMillis() + " ms");
    } catch (ExecutionException failed) {
      return Optional.of(Why.of(failed));
    }
  }

  /** Waits until the engine has got its hooks; a problem of one of them, or none at all, is the answer. */
  private Optional<String> proved(Bundle bundle, Duration within) throws InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      PluginTrials.Trial trial = trials.look(bundle.getBundleId());
      Duration passed = Duration.ofNanos(System.nanoTime() - begun);
      if (trial.problem().isPresent()) {
        return failures.apply(bundle).or(trial::problem);
      }
      boolean some = !trial.arrived().isEmpty();
      if (some && (trial.missing().isEmpty() || isSettled(trial, passed))) {
        return Optional.empty();
      }
      if (passed.compareTo(within) > 0) {
        return failures.apply(bundle).or(() -> Optional.of(NOTHING_CAME));
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** What has not come by now is not going to. */
  private static boolean isSettled(PluginTrials.Trial trial, Duration passed) {
    return !trial.activating() && passed.compareTo(SETTLING) > 0;
  }
}
