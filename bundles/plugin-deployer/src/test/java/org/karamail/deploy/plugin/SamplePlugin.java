package org.karamail.deploy.plugin;

import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.karamail.hook.Verdict;
import org.karamail.hook.transaction.DataHook;
import org.karamail.hook.transaction.RcptToHook;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** The activator inside the jars of the tests. What it does as it starts stands in its manifest; it answers its version. */
public final class SamplePlugin implements BundleActivator {

  @Override
  public void start(BundleContext context) throws Exception {
    String version = context.getBundle().getVersion().toString();
    String way = Optional.ofNullable(context.getBundle().getHeaders().get("Test-Way")).orElse("good");
    RcptToHook rcpt = (view, call) -> Verdict.reject("5.7.1", version);
    DataHook data = (view, call) -> Verdict.reject("5.7.1", version);
    switch (way) {
      case "throws" -> throw new IllegalStateException("no licence");
      case "hangs" -> new CountDownLatch(1).await();
      case "silent" -> { }
      case "null" -> context.registerService(RcptToHook.class, new Nothing(), named("Rcpt"));
      case "both" -> {
        context.registerService(RcptToHook.class, rcpt, named("Rcpt"));
        context.registerService(DataHook.class, data, named("Data"));
      }
      default -> context.registerService(RcptToHook.class, rcpt, named("Rcpt"));
    }
  }

  @Override
  public void stop(BundleContext context) {}

  private static Dictionary<String, String> named(String component) {
    return FrameworkUtil.asDictionary(Map.of("component.name", component));
  }

  /** Gives no service, as a component whose activation fails. */
  private static final class Nothing implements ServiceFactory<RcptToHook> {

    @Override
    public RcptToHook getService(Bundle bundle, ServiceRegistration<RcptToHook> registration) {
      throw new IllegalStateException("cannot reach its database");
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<RcptToHook> registration, RcptToHook service) {}
  }
}
