package org.karamail.hook.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.HookFault;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.metrics.MetricsCollectHook;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

class FiguresAreCollectedTest {

  @TempDir Path data;
  private RunningFramework running;
  private String plugin;

  @BeforeEach
  void start() throws BundleException {
    running = new RunningFramework(data, Map.of());
    plugin = running.context().getBundle().getSymbolicName();
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    running.close();
  }

  @Test
  void aCollectionAsksAllHooksOfAPluginForTheirFigures() {
    register("gate", (sink, call) -> sink.gauge("held", 3, Map.of("reason", "virus")));
    register("observer", (sink, call) -> sink.counter("seen_total", 12, Map.of()));

    assertThat(collected(2))
        .containsExactly(
            new PluginFigure("gate", "held", PluginFigure.Kind.GAUGE, 3, Map.of("reason", "virus")),
            new PluginFigure("observer", "seen_total", PluginFigure.Kind.COUNTER, 12, Map.of()));
    assertThat(RunningFramework.now(running.engine().collect("com.example.other"))).isEmpty();
    assertThat(running.engine().isPinned(running.context().getBundle().getBundleId())).isFalse();
  }

  @Test
  void whatAFaultyCallToldDoesNotCountAndOthersAreAskedAllTheSame() {
    register(
        "broken",
        (sink, call) -> {
          sink.gauge("held", 1, Map.of());
          throw new IllegalStateException("broken");
        });
    register("well", (sink, call) -> sink.gauge("held", 2, Map.of()));

    assertThat(collected(2)).extracting(PluginFigure::component).containsExactly("well");
  }

  @Test
  void aFigureThatIsNotAsItShouldBeIsAFaultOfTheHook() {
    register("name", (sink, call) -> sink.gauge("Held-Back", 1, Map.of()));
    register("label", (sink, call) -> sink.gauge("held", 1, Map.of("To: ", "bob@example.org")));
    register("labels", (sink, call) -> sink.gauge("held", 1, manyLabels()));
    register("value", (sink, call) -> sink.counter("held", Double.NaN, Map.of()));
    register("count", (sink, call) -> tellTooMuch(sink));

    assertThat(collected(5)).isEmpty();
    assertThat(running.engine().hooks(HookPoints.ON_METRICS_COLLECT))
        .extracting(HookStatus::figures)
        .allSatisfy(figures -> assertThat(figures.faults()).isEqualTo(Map.of(HookFault.Kind.EXCEPTION, 1L)));
  }

  @Test
  void whereNobodyHasFiguresNobodyIsAsked() {
    assertThat(running.engine().collect(plugin).toCompletableFuture()).isCompletedWithValue(List.of());
  }

  private static Map<String, String> manyLabels() {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < 9; i++) {
      labels.put("label" + i, "x");
    }
    return labels;
  }

  private static void tellTooMuch(MetricsSink sink) {
    for (int i = 0; i < 1_001; i++) {
      sink.gauge("figure" + i, i, Map.of());
    }
  }

  private List<PluginFigure> collected(int hooks) {
    await().until(() -> running.engine().hooks(HookPoints.ON_METRICS_COLLECT).size() == hooks);
    return RunningFramework.now(running.engine().collect(plugin));
  }

  private void register(String component, MetricsCollectHook hook) {
    running
        .context()
        .registerService(
            MetricsCollectHook.class, hook, FrameworkUtil.asDictionary(Map.of("component.name", component)));
  }
}
