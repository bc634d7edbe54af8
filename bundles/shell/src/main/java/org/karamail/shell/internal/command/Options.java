package org.karamail.shell.internal.command;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.karamail.shell.internal.Refusal;

/**
 * Options that stand behind an argument, as in {@code mail:queue-show ID --raw}. Karaf reads options only up to the first
 * argument and takes all that follows for arguments; this finds the options among them and sets their fields.
 */
final class Options {

  private final Action action;

  private Options(Action action) {
    this.action = action;
  }

  /**
   * Sets the fields of the options among the words.
   *
   * @return the words that are no options
   */
  static List<String> bind(Action action, List<String> words) {
    List<String> arguments = new ArrayList<>();
    Options options = new Options(action);
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      if (word.startsWith("-")) {
        options.set(word, rest);
      } else {
        arguments.add(word);
      }
    }
    return arguments;
  }

  private void set(String word, Iterator<String> rest) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Field field = field(name).orElseThrow(() -> new Refusal("no option " + name + "; accepted are " + accepted()));
    Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
    if (field.getType() == boolean.class) {
      set(field, value.map(Boolean::parseBoolean).orElse(true));
      return;
    }
    String text =
        value
            .or(() -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty())
            .orElseThrow(() -> new Refusal("option " + name + " needs a value"));
    set(field, value(field, name, text));
  }

  private Object value(Field field, String name, String text) {
    if (field.getType() == int.class) {
      return number(name, text);
    }
    return field.getType() == List.class ? Stream.concat(given(field), Stream.of(text)).toList() : text;
  }

  /** What was given before, of an option that may be given several times. */
  private Stream<?> given(Field field) {
    try {
      field.setAccessible(true);
      return ((List<?>) field.get(action)).stream();
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object number(String name, String text) {
    if (!text.matches("-?\\d{1,9}")) {
      throw new Refusal("option " + name + " takes a whole number, not '" + text + "'");
    }
    return Integer.valueOf(text);
  }

  private void set(Field field, Object value) {
    try {
      field.setAccessible(true);
      field.set(action, value);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<Field> field(String name) {
    return Arrays.stream(action.getClass().getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Option.class))
        .filter(field -> field.getAnnotation(Option.class).name().equals(name))
        .findFirst();
  }

  private String accepted() {
    return Arrays.stream(action.getClass().getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Option.class))
        .map(field -> field.getAnnotation(Option.class).name())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
