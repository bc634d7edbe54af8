package org.karamail.testkit.hook;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Configuration as Declarative Services would hand it to {@code @Activate}: some values, and defaults for the rest. */
public final class Configured {

  private Configured() {}

  /**
   * An instance of a component property type.
   *
   * @param type the annotation type that the component's methods take
   * @param values by method name, of the method's type
   * @throws IllegalArgumentException for a name the type does not have, or when a method without default has no value
   */
  public static <A extends Annotation> A with(Class<A> type, Map<String, ?> values) {
    Set<String> names = Arrays.stream(type.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    if (!names.containsAll(values.keySet())) {
      throw new IllegalArgumentException(type.getSimpleName() + " has " + names + ", not all of " + values.keySet());
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, none) -> value(type, method, values)));
  }

  private static Object value(Class<?> type, Method method, Map<String, ?> values) {
    Object set = values.get(method.getName());
    if (set != null) {
      return set;
    }
    Object fallback = method.getDefaultValue();
    if (fallback != null) {
      return fallback;
    }
    return switch (method.getName()) {
      case "annotationType" -> type;
      case "toString" -> "@" + type.getSimpleName() + values;
      case "hashCode" -> values.hashCode();
      default -> throw new IllegalArgumentException(method.getName() + " has no default and no value");
    };
  }
}
