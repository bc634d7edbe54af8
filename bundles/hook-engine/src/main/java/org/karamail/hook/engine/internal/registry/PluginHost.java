package org.karamail.hook.engine.internal.registry;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.PluginTrials;
import org.karamail.hook.engine.internal.run.HookRunner;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.osgi.framework.BundleContext;

/** One engine with all its parts, wired; it begins to look for plugins when it is opened. */
public final class PluginHost implements AutoCloseable {

  private final Timers timers = new Timers();
  private final OperatorTerms operator = new OperatorTerms();
  private final HookRegistry registry = new HookRegistry();
  private final NeverCalled neverCalled = new NeverCalled(registry);
  private final HookRunner runner;
  private final HookTracker tracker;
  private final Trials trials;
  private final PinningHookEngine engine;

  /**
   * An engine.
   *
   * @param plugins the folder of which each plugin owns one
   */
  public PluginHost(BundleContext context, Path plugins, Supplier<HookSettings> settings, Clock clock) {
    Supplier<Set<String>> required = () -> settings.get().required();
    Problems problems = new Problems();
    Publication publication = new Publication();
    Attendance attendance = new Attendance(plugins.resolve(".active"), () -> settings.get().startupWait());
    ComponentFactory factory =
        new ComponentFactory(
            plugins, new Figures(() -> settings.get().probeAfter()), operator, problems, required);
    this.runner = new HookRunner(settings, publication, clock);
    PluginRoll roll = new PluginRoll(registry, problems, new Unresolved(context), neverCalled, attendance, required);
    this.engine = new PinningHookEngine(registry, runner, operator, roll);
    publication.through(engine);
    this.trials = new Trials(context, registry);
    this.tracker = new HookTracker(context, registry, runner, problems, timers, attendance, trials, factory, settings);
  }

  public HookEngine engine() {
    return engine;
  }

  public PluginTrials trials() {
    return trials;
  }

  /** Who looks for hooks that nobody calls. */
  NeverCalled neverCalled() {
    return neverCalled;
  }

  /** Begins to look for plugins. */
  public void open() {
    tracker.open();
    timers.every(NeverCalled.PAUSE, neverCalled::look);
  }

  /** An operator's file about a component has come or changed. */
  public void override(String component, PluginProperties properties) {
    operator.override(component, properties);
    registry.reorder();
  }

  /** An operator's file about a component has gone. */
  public void forgetOverride(String component) {
    operator.forget(component);
    registry.reorder();
  }

  /** Lets go of every plugin and ends every thread that is not lost. */
  @Override
  public void close() {
    tracker.close();
    timers.close();
    runner.close();
  }
}
