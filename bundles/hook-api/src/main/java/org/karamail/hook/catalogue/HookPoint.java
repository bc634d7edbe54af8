package org.karamail.hook.catalogue;

import java.time.Duration;
import java.util.Set;
import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFailure;
import org.karamail.hook.Verdict;

/**
 * One point at which plugins are called. The constants are in {@link HookPoints}; nobody else makes any.
 *
 * @param <H> the interface a plugin implements
 * @param <V> the view it is given
 */
public final class HookPoint<H extends Hook, V> {

  private final String name;
  private final String category;
  private final Class<H> type;
  private final Class<V> view;
  private final Traits traits;
  private final Invocation<H, V> invocation;

  HookPoint(
      String name, String category, Class<H> type, Class<V> view, Traits traits, Invocation<H, V> invocation) {
    this.name = name;
    this.category = category;
    this.type = type;
    this.view = view;
    this.traits = traits;
    this.invocation = invocation;
  }

  /**
   * What is fixed about a point.
   *
   * @param shape how answers combine
   * @param caller who calls it
   * @param ingresses for mail that came in which way
   * @param cardinality how often
   * @param verdicts the legal verdicts; empty unless it is a gate
   * @param editable whether answers may carry edits of the message
   * @param timeout how long one call may take unless the plugin or the operator says otherwise
   * @param failure what stands in for a faulty answer unless the plugin or the operator says otherwise
   */
  record Traits(
      Shape shape,
      Caller caller,
      Set<Ingress> ingresses,
      Cardinality cardinality,
      Set<Verdict.Kind> verdicts,
      boolean editable,
      Duration timeout,
      HookFailure.Policy failure) {}

  /** {@code onRcptTo}: the method's name, and the point's in configuration, logs and metrics. */
  public String name() {
    return name;
  }

  /** {@code transaction}: the package below {@code org.karamail.hook} that holds the interface. */
  public String category() {
    return category;
  }

  public Class<H> type() {
    return type;
  }

  public Class<V> view() {
    return view;
  }

  public Shape shape() {
    return traits.shape();
  }

  public Caller caller() {
    return traits.caller();
  }

  public Set<Ingress> ingresses() {
    return traits.ingresses();
  }

  public Cardinality cardinality() {
    return traits.cardinality();
  }

  /** The verdicts a gate may give here; any other is a fault. */
  public Set<Verdict.Kind> verdicts() {
    return traits.verdicts();
  }

  /** Whether answers may carry edits of the message. */
  public boolean isEditable() {
    return traits.editable();
  }

  public Duration defaultTimeout() {
    return traits.timeout();
  }

  public HookFailure.Policy defaultFailure() {
    return traits.failure();
  }

  /** Calls the hook's method. For the engine only: it brings the isolation. */
  public Object invoke(H hook, V view, Call call) {
    return invocation.invoke(hook, view, call);
  }

  @Override
  public String toString() {
    return name;
  }
}
