package org.karamail.hook.engine.internal.run;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.catalogue.HookPoint;

/** Views to hand through the engine, which never looks into them. */
public final class SampleViews {

  private static final HookFault FAULT =
      new HookFault(
          "com.example", "1.0.0", "one", "onData", HookFault.Kind.TIMEOUT, "late", Optional.empty(), Instant.EPOCH);
  private static final HookRecovery RECOVERY =
      new HookRecovery("com.example", "1.0.0", "one", "onData", Duration.ofSeconds(1));

  private SampleViews() {}

  public static <V> V of(HookPoint<?, V> point) {
    Class<V> type = point.view();
    if (type == HookFault.class) {
      return type.cast(FAULT);
    }
    if (type == HookRecovery.class) {
      return type.cast(RECOVERY);
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "toString" -> "a view of " + point;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> throw new UnsupportedOperationException("the engine must not look into a view");
                }));
  }
}
