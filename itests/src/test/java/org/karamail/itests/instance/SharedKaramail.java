package org.karamail.itests.instance;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that leave the server as they found it the same running one: shipped configuration, a heap of 256 MB.
 * Started once per run, stopped at its end.
 */
public final class SharedKaramail implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedKaramail.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KaramailProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    return store.getOrComputeIfAbsent(KaramailProcess.class, type -> new Running(start()), Running.class).server();
  }

  private static KaramailProcess start() {
    return KaramailProcess.start(Launch.shipped("shared").with("KARAMAIL_HEAP", "256m"));
  }

  /** JUnit closes it with the root context. */
  private record Running(KaramailProcess server) implements AutoCloseable {

    @Override
    public void close() {
      server.close();
    }
  }
}
