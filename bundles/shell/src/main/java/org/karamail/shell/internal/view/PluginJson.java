package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.karamail.hook.HookFault;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.HookStatus;

/** Hooks and plugins as JSON: one place for their field names. */
final class PluginJson {

  private static final double MICROS = 1000.0;

  private final JsonGenerator json;

  PluginJson(JsonGenerator json) {
    this.json = json;
  }

  /** The fields of a hook, into an open object. */
  void hook(HookStatus hook) throws IOException {
    json.writeStringField("point", hook.point());
    json.writeStringField("component", hook.component());
    json.writeStringField("plugin", hook.plugin());
    json.writeStringField("version", hook.version());
    json.writeNumberField("ranking", hook.ranking());
    json.writeStringField("mode", hook.mode().name());
    json.writeNumberField("timeoutMillis", hook.timeout().toMillis());
    json.writeStringField("failure", hook.failure().name());
    json.writeBooleanField("idle", hook.idle());
    json.writeBooleanField("quarantined", hook.quarantined());
    json.writeStringField("lastResult", hook.lastResult());
    figures(hook.figures());
  }

  /** What calls came to, into an open object. */
  void figures(HookFigures figures) throws IOException {
    json.writeNumberField("calls", figures.calls());
    json.writeNumberField("successes", figures.successes());
    json.writeObjectFieldStart("faults");
    for (Map.Entry<HookFault.Kind, Long> fault : new TreeMap<>(figures.faults()).entrySet()) {
      json.writeNumberField(fault.getKey().name(), fault.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("busy", figures.busy());
    json.writeNumberField("medianMillis", figures.median().toNanos() / MICROS / MICROS);
    json.writeNumberField("p99Millis", figures.p99().toNanos() / MICROS / MICROS);
    json.writeNumberField("cpuMillis", figures.cpu().toMillis());
    json.writeNumberField("allocatedBytes", figures.allocatedBytes());
    json.writeNumberField("lostThreads", figures.lostThreads());
  }
}
