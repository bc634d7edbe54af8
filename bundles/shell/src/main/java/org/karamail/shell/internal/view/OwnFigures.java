package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karamail.hook.engine.PluginFigure;

/** Figures that a plugin tells of itself. */
final class OwnFigures {

  private OwnFigures() {}

  /** A figure as a line: {@code held{reason=virus} 3}. */
  static String text(PluginFigure figure) {
    Map<String, String> labels = new TreeMap<>(figure.labels());
    String among =
        labels.isEmpty()
            ? ""
            : labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    return figure.name() + among + " " + BigDecimal.valueOf(figure.value()).stripTrailingZeros().toPlainString();
  }

  /** The field {@code own}: null when they did not come in time. */
  static void write(Optional<List<PluginFigure>> figures, JsonGenerator json) throws IOException {
    if (figures.isEmpty()) {
      json.writeNullField("own");
      return;
    }
    json.writeArrayFieldStart("own");
    for (PluginFigure figure : figures.get()) {
      json.writeStartObject();
      json.writeStringField("component", figure.component());
      json.writeStringField("name", figure.name());
      json.writeStringField("kind", figure.kind().name());
      json.writeNumberField("value", figure.value());
      json.writeObjectFieldStart("labels");
      for (Map.Entry<String, String> label : new TreeMap<>(figure.labels()).entrySet()) {
        json.writeStringField(label.getKey(), label.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
