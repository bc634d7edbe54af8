package org.karamail.hook.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.osgi.annotation.versioning.ProviderType;

/** Runs hooks. One service. */
@ProviderType
public interface HookEngine {

  /**
   * Whether anybody is registered, or expected, at one of these points: if not, beginning a transaction is not worth its
   * price. Cheap.
   */
  boolean isAnybodyAt(Set<HookPoint<?, ?>> points);

  /**
   * Pins the present version of every plugin that is registered at one of these points.
   *
   * @param points the points that may be asked in this transaction
   * @param subject on whose behalf, for logs, notes and listeners
   * @return completes at once, unless a plugin is just being replaced: then when its successor is there or the wait for it
   *     is over
   */
  CompletionStage<HookTransaction> begin(Set<HookPoint<?, ?>> points, HookSubject subject);

  /** The hooks of a point in the order in which they are asked. */
  List<HookStatus> hooks(HookPoint<?, ?> point);

  /** Every bundle that has, or tried to have, a hook. */
  List<PluginStatus> plugins();

  /**
   * Collects the own figures of a plugin: asks its hooks at onMetricsCollect now. What a faulty call told does not count.
   *
   * @param plugin its symbolic name
   * @return completes on a hook thread, at the latest when the budgets of its hooks are over; at once where it has none
   */
  CompletionStage<List<PluginFigure>> collect(String plugin);

  /**
   * Sets the mode of a component at all its points until its configuration changes.
   *
   * @return whether there is such a component
   */
  boolean setMode(String component, HookMode.Mode mode);

  /**
   * Ends the quarantine of a component and forgets its faults.
   *
   * @return whether there is such a component
   */
  boolean reset(String component);

  /**
   * Whether some transaction uses the present start of a bundle: whoever replaces plugins side by side keeps the old version
   * until none does.
   *
   * @param bundle its id
   */
  boolean isPinned(long bundle);

  /** Whether mail may be taken in as far as plugins are concerned. */
  HookReadiness readiness();
}
