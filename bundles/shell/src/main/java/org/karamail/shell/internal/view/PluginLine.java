package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karamail.deploy.Deployment;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.PluginStatus;

/**
 * A plugin as the engine and the deployer know it. A jar that is refused while another version works is a line of its own.
 *
 * @param status what the engine says
 * @param file its jar in {@code deploy/}; empty when it came another way
 */
public record PluginLine(PluginStatus status, String file) {

  private static final HookFigures NOTHING =
      new HookFigures(0, 0, Map.of(), 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0);

  /** Joins both views, by plugin and version. */
  public static List<PluginLine> of(List<PluginStatus> known, List<Deployment> deployed) {
    List<PluginLine> lines = new ArrayList<>();
    Set<Deployment> used = new HashSet<>();
    for (PluginStatus status : new LinkedHashSet<>(known)) { // a line for each component, all the same, of one that is not called
      List<Deployment> same =
          deployed.stream()
              .filter(d -> d.plugin().equals(status.plugin()))
              .filter(d -> status.version().isEmpty() || (d.version().equals(status.version()) && d.problem().isEmpty()))
              .toList();
      used.addAll(same);
      lines.add(new PluginLine(status, same.stream().map(Deployment::file).collect(Collectors.joining(", "))));
    }
    deployed.stream().filter(d -> !used.contains(d)).forEach(d -> lines.add(only(d)));
    return lines;
  }

  private static PluginLine only(Deployment deployed) {
    return new PluginLine(
        new PluginStatus(
            deployed.plugin(),
            deployed.version(),
            deployed.state().name(),
            deployed.problem(),
            false,
            List.of(),
            NOTHING),
        deployed.file());
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStringField("plugin", status.plugin());
    json.writeStringField("version", status.version());
    json.writeStringField("state", status.state());
    json.writeStringField("problem", status.problem());
    json.writeBooleanField("required", status.required());
    json.writeStringField("file", file);
    json.writeArrayFieldStart("components");
    for (PluginStatus.Component component : status.components()) {
      json.writeStartObject();
      json.writeStringField("name", component.name());
      json.writeStringField("mode", component.mode().name());
      json.writeArrayFieldStart("points");
      for (String point : component.points()) {
        json.writeString(point);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    new PluginJson(json).figures(status.figures());
  }
}
