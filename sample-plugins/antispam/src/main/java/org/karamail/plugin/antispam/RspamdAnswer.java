package org.karamail.plugin.antispam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rspamd's JSON: score, required score, action and the names of symbols; everything else is passed over. */
final class RspamdAnswer {

  /** Without Jackson's usual pool of buffers, which hangs on threads and would pin this plugin. */
  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private double score = Double.NaN;
  private double required = Double.NaN;
  private String action = "";
  private final List<String> symbols = new ArrayList<>();

  private RspamdAnswer() {}

  /**
   * Reads one.
   *
   * @throws IOException if it is no JSON, or has no score or no action
   */
  static Score read(byte[] json) throws IOException {
    RspamdAnswer answer = new RspamdAnswer();
    try (JsonParser parser = JSON.createParser(json)) {
      answer.readAll(parser);
    }
    if (Double.isNaN(answer.score) || answer.action.isEmpty()) {
      throw new IOException("an answer without score or action");
    }
    double needed = Double.isFinite(answer.required) ? answer.required : 0;
    return new Score(answer.score, needed, Score.symbols(answer.symbols.stream()), advice(answer.action));
  }

  private void readAll(JsonParser parser) throws IOException {
    must(parser.nextToken() == JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "score" -> score = number(parser, value);
        case "required_score" -> required = value.isNumeric() ? parser.getDoubleValue() : Double.NaN;
        case "action" -> action = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        case "symbols" -> readSymbols(parser, value);
        default -> parser.skipChildren();
      }
    }
    must(parser.currentToken() == JsonToken.END_OBJECT);
  }

  private void readSymbols(JsonParser parser, JsonToken value) throws IOException {
    must(value == JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      symbols.add(parser.currentName());
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private static double number(JsonParser parser, JsonToken value) throws IOException {
    must(value.isNumeric() && Double.isFinite(parser.getDoubleValue()));
    return parser.getDoubleValue();
  }

  private static Score.Advice advice(String action) throws IOException {
    return switch (action) {
      case "no action" -> Score.Advice.NOTHING;
      case "add header", "rewrite subject" -> Score.Advice.MARK;
      case "greylist", "soft reject" -> Score.Advice.LATER;
      case "reject" -> Score.Advice.REJECT;
      default -> throw new IOException("the unknown action '" + Printable.of(action) + "'");
    };
  }

  private static void must(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("JSON that is no answer of rspamd");
    }
  }
}
