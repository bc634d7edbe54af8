package org.karamail.testkit.hook;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/** A log that keeps its lines for the test to look at. Safe on any thread. */
final class RecordingLog {

  private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  List<String> lines() {
    return List.copyOf(lines);
  }

  Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> called(method, arguments == null ? new Object[0] : arguments));
  }

  private Object called(Method method, Object... arguments) {
    if (method.getReturnType() == boolean.class) {
      return true; // every level is on
    }
    if (LEVELS.contains(method.getName())) {
      record(method.getName(), arguments);
    }
    return method.getName().equals("hashCode") ? System.identityHashCode(this) : "plugin";
  }

  private void record(String level, Object... arguments) {
    int first = arguments[0] instanceof Marker ? 1 : 0;
    Object[] values = new Object[arguments.length - first - 1];
    System.arraycopy(arguments, first + 1, values, 0, values.length);
    Object[] flat = values.length == 1 && values[0] instanceof Object[] many ? many : values;
    lines.add(
        level.toUpperCase(Locale.ROOT)
            + " "
            + MessageFormatter.arrayFormat(String.valueOf(arguments[first]), flat).getMessage());
  }
}
