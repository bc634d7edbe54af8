package org.karamail.hook.engine.internal.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.karamail.hook.engine.HookSubject;
import org.karamail.model.QueueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * The log of a call: the plugin's logger, with point, session and message in front of every text. A proxy, because slf4j's
 * Logger has sixty methods in one version and seventy in the next.
 */
final class CallLog implements InvocationHandler {

  private final Logger logger;
  private final String prefix;

  private CallLog(Logger logger, String prefix) {
    this.logger = logger;
    this.prefix = prefix;
  }

  static Logger of(Asked asked, HookSubject subject) {
    String message = subject.message().map(QueueId::toString).map(id -> " message=" + id).orElse("");
    CallLog log =
        new CallLog(
            LoggerFactory.getLogger("karamail.plugin." + asked.plugin().plugin()),
            literally(asked.point() + " subject=" + subject.name() + message + ": "));
    // slf4j's own loader: ours need not see what the methods of the slf4j that runs here return
    return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, log);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(logger, prefixed(method, arguments));
    } catch (InvocationTargetException failed) {
      throw failed.getTargetException();
    }
  }

  /** Only the texts of debug, info and their like get the prefix; they come first, or second behind a marker. */
  private Object[] prefixed(Method method, Object[] arguments) {
    if (arguments == null || method.getReturnType() != void.class) {
      return arguments;
    }
    Object[] changed = arguments.clone();
    int text = changed[0] instanceof Marker ? 1 : 0;
    if (changed.length > text && changed[text] instanceof String given) {
      changed[text] = prefix + given;
    }
    return changed;
  }

  /** A text that slf4j takes for no pattern. */
  private static String literally(String text) {
    return text.replace("{}", "{ }").replace("\\", "/");
  }
}
