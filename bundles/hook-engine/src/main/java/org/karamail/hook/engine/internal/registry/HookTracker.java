package org.karamail.hook.engine.internal.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.karamail.hook.Hook;
import org.karamail.hook.engine.internal.run.HookRunner;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.karamail.hook.engine.internal.run.Permits;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the {@link HookRegistry} which plugins come and go.
 *
 * <p>It listens itself instead of having services injected, for three reasons. It must hold the event in which a stopping
 * bundle's service goes until transactions that use it have ended: that is what delays the plugin's deactivation. It must
 * tell a replacement from a removal, which only the bundle knows. And it gets each service on a hook thread under a deadline,
 * so that a plugin that hangs in its activation blocks nobody.
 *
 * <p>Never relied on: the order of bundle events against service events, which differs from boot to boot.
 */
final class HookTracker implements AllServiceListener, SynchronousBundleListener {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");
  private static final String COMPONENT_NAME = "component.name";

  /** Every service of a hook interface, even of another copy of the API; the engine's own services are none. */
  private static final String HOOKS = "(&(objectClass=org.karamail.hook.*)(!(objectClass=org.karamail.hook.engine.*)))";

  private static final Duration ACTIVATION = Duration.ofSeconds(5);
  private static final Duration AFTER_OPERATORS_STOP = Duration.ofMillis(300);

  private final BundleContext context;
  private final HookRegistry registry;
  private final HookRunner runner;
  private final Figures figures;
  private final Problems problems;
  private final OperatorTerms operator;
  private final Timers timers;
  private final Trials trials;
  private final Path plugins;
  private final Supplier<HookSettings> settings;
  private final Map<ServiceReference<?>, Component> tracked = new ConcurrentHashMap<>();
  private final Map<String, Permits> pluginPermits = new ConcurrentHashMap<>();
  private final Map<Slot, Hole> awaited = new ConcurrentHashMap<>();

  HookTracker(
      BundleContext context,
      HookRegistry registry,
      HookRunner runner,
      Figures figures,
      Problems problems,
      OperatorTerms operator,
      Timers timers,
      Trials trials,
      Path plugins,
      Supplier<HookSettings> settings) {
    this.context = context;
    this.registry = registry;
    this.runner = runner;
    this.figures = figures;
    this.problems = problems;
    this.operator = operator;
    this.timers = timers;
    this.trials = trials;
    this.plugins = plugins;
    this.settings = settings;
  }

  /** Begins to listen, then takes what is there already. */
  void open() {
    context.addBundleListener(this);
    try {
      context.addServiceListener(this, HOOKS);
      ServiceReference<?>[] present =
          context.getAllServiceReferences(null, HOOKS);
      if (present != null) {
        Arrays.stream(present).forEach(this::arrives);
      }
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException("the filter of the hook tracker is malformed", impossible);
    }
  }

  void close() {
    context.removeServiceListener(this);
    context.removeBundleListener(this);
    awaited.forEach(registry::giveUp);
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

  /** Only an uninstalled bundle matters here: its successor may come under another file name, and gets more time. */
  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() != BundleEvent.UNINSTALLED) {
      return;
    }
    String gone = event.getBundle().getSymbolicName();
    awaited.forEach(
        (slot, hole) -> {
          if (slot.plugin().equals(gone)) {
            await(slot, hole, settings.get().uninstallGrace());
          }
        });
  }

  private void arrives(ServiceReference<?> reference) {
    if (tracked.containsKey(reference)) {
      return;
    }
    Slot slot = slotOf(reference);
    if (!isOurs(reference)) {
      report(reference, slot, "its hook interfaces are not ours: the bundle brings its own copy of the API");
      return;
    }
    Optional<Hook> hook = activate(reference, slot);
    if (hook.isEmpty()) {
      Optional.ofNullable(awaited.remove(slot)).ifPresent(hole -> registry.giveUp(slot, hole));
      return;
    }
    problems.solved(slot);
    Component component = component(reference, slot, hook.get());
    tracked.put(reference, component);
    registry.arrived(reference.getBundle().getBundleId(), component, isNewest(reference, slot));
    awaited.remove(slot);
    LOG.info(
        "hook registered: plugin={} version={} component={} points={}",
        slot.plugin(),
        component.version(),
        slot.component(),
        component.points());
  }

  /** A changed property may change ranking or terms: the same object, read anew. */
  private void changes(ServiceReference<?> reference) {
    Component before = tracked.get(reference);
    if (before == null) {
      arrives(reference);
      return;
    }
    Component after = component(reference, before.slot(), before.hook());
    tracked.put(reference, after);
    registry.changed(reference.getBundle().getBundleId(), before, after);
  }

  private void goes(ServiceReference<?> reference) {
    Component component = tracked.remove(reference);
    Bundle bundle = reference.getBundle();
    trials.gone(bundle.getBundleId());
    if (component == null) {
      problems.solved(slotOf(reference));
      return;
    }
    boolean stops = bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING;
    boolean shutdown = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
    Map<Slot, Hole> holes =
        stops
            ? registry.bundleStops(bundle.getBundleId())
            : registry.componentGoes(bundle.getBundleId(), component.slot());
    awaited.putAll(holes);
    drain(bundle, component, stops, shutdown ? Duration.ZERO : settings.get().drain());
    runner.retireThreads();
    Duration grace = shutdown ? Duration.ZERO : graceAfter(bundle, stops);
    holes.forEach((slot, hole) -> await(slot, hole, grace));
  }

  private void drain(Bundle bundle, Component component, boolean stops, Duration atMost) {
    try {
      boolean empty =
          stops ? registry.drain(bundle.getBundleId(), atMost) : registry.drain(component.slot(), atMost);
      if (!empty) {
        LOG.warn(
            "plugin {} {} went while transactions were using it for more than {}; they are deferred",
            component.slot().plugin(),
            component.version(),
            atMost);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      LOG.warn("the drain of plugin {} was interrupted", component.slot().plugin());
    }
  }

  /** A bundle that is started for good is being replaced; one that an operator stopped is not. */
  private Duration graceAfter(Bundle bundle, boolean stops) {
    boolean replaced = !stops || bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    return replaced ? settings.get().swapGrace() : AFTER_OPERATORS_STOP;
  }

  /** Ends the wait for this very hole after a while; a later hole of the same slot has a timer of its own. */
  private void await(Slot slot, Hole hole, Duration grace) {
    timers.after(grace, () -> giveUp(slot, hole));
  }

  private void giveUp(Slot slot, Hole hole) {
    if (registry.giveUp(slot, hole)) {
      awaited.remove(slot, hole);
      LOG.warn("no successor of plugin {} component {} came; mail goes on without it", slot.plugin(), slot.component());
    }
  }

  private Component component(ServiceReference<?> reference, Slot slot, Hook hook) {
    ComponentTerms terms = operator.termsOf(slot, declared(reference, slot));
    return new Component(
        slot,
        reference.getBundle().getVersion().toString(),
        reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
        hook,
        terms,
        figures,
        pluginPermits.computeIfAbsent(slot.plugin(), any -> HookRunner.permits(PermitLimits.PLUGIN)),
        plugins.resolve(slot.plugin()),
        settings.get().required().contains(slot.plugin()));
  }

  private PluginProperties declared(ServiceReference<?> reference, Slot slot) {
    Map<String, Object> properties = new HashMap<>();
    for (String key : reference.getPropertyKeys()) {
      properties.put(key, reference.getProperty(key));
    }
    try {
      return PluginProperties.of(
          Settings.of(slot.component(), properties, new EnvironmentOverrides(Map.of())));
    } catch (InvalidSettingException bad) {
      report(reference, slot, String.valueOf(bad.getMessage()));
      return PluginProperties.NONE;
    }
  }

  /** Gets the service on a hook thread: that is where a delayed component is activated, and where it may hang. */
  private Optional<Hook> activate(ServiceReference<?> reference, Slot slot) {
    CompletableFuture<Optional<Hook>> got = new CompletableFuture<>();
    runner.onHookThread(() -> got.complete(serviceOf(reference, slot)));
    try {
      return got.get(ACTIVATION.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      report(reference, slot, "its activation did not end within " + ACTIVATION.toSeconds() + " s");
    } catch (ExecutionException failed) {
      report(reference, slot, "its activation failed: " + failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private Optional<Hook> serviceOf(ServiceReference<?> reference, Slot slot) {
    try {
      Object service = context.getService(reference);
      if (service instanceof Hook hook) {
        return Optional.of(hook);
      }
      report(reference, slot, "it registered a service and then did not give it: its activation failed");
    } catch (RuntimeException | Error failed) { // whatever a plugin's constructor throws
      report(reference, slot, "its activation failed: " + failed);
    }
    return Optional.empty();
  }

  /** What is wrong with a version on trial is told to whoever tries it: the version in force is not concerned. */
  private void report(ServiceReference<?> reference, Slot slot, String reason) {
    if (!trials.failed(reference.getBundle().getBundleId(), reason)) {
      problems.report(slot, reason);
    }
  }

  private boolean isOurs(ServiceReference<?> reference) {
    return reference.isAssignableTo(context.getBundle(), Hook.class.getName())
        && Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
            .allMatch(type -> reference.isAssignableTo(context.getBundle(), type));
  }

  private boolean isNewest(ServiceReference<?> reference, Slot slot) {
    Version version = reference.getBundle().getVersion();
    return tracked.entrySet().stream()
        .filter(entry -> entry.getValue().slot().equals(slot))
        .map(entry -> entry.getKey().getBundle().getVersion())
        .allMatch(other -> version.compareTo(other) >= 0);
  }

  private static Slot slotOf(ServiceReference<?> reference) {
    Object name = reference.getProperty(COMPONENT_NAME);
    String plugin = reference.getBundle().getSymbolicName();
    return new Slot(plugin, name instanceof String component ? component : plugin);
  }
}
