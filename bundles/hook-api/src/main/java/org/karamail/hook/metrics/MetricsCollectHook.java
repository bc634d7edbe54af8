package org.karamail.hook.metrics;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.MetricsSink;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Figures are being collected. An observer.
 *
 * <p>Called by hook-engine on a hook thread, at each collection: whenever somebody asks for the figures of the plugin, as
 * the command {@code mail:plugin-show} does. Faults are counted only.
 *
 * <p>A figure of the plugin's own:
 *
 * <pre>{@code
 * MetricsCollectHook hook = (sink, call) -> sink.counter("delivered", delivered.sum(), Map.of());
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface MetricsCollectHook extends Hook {

  void onMetricsCollect(MetricsSink sink, Call call);
}
