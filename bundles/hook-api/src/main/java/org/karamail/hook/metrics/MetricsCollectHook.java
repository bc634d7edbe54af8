package org.karamail.hook.metrics;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.MetricsSink;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Figures are being collected. An observer.
 *
 * <p>Called by hook-engine, at each collection. Faults are counted only.
 */
@ConsumerType
@FunctionalInterface
public interface MetricsCollectHook extends Hook {

  void onMetricsCollect(MetricsSink sink, Call call);
}
