package org.karamail.plugin.dkimsigner;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceRegistration;

/**
 * The entry by which Karaf's shell finds the commands: a service with the properties of a Gogo command, so that the plugin needs
 * nothing of the shell.
 *
 * <p>The shell knows commands by name alone. While the plugin is replaced, two versions have the same ones, and when the old
 * version goes the shell forgets them; so the entry is made again when another one has gone. All services are listened to: the
 * other version's class is not ours.
 */
final class ShellEntry implements AllServiceListener, AutoCloseable {

  /** Long enough for the shell to have heard of it, too, whoever is told first. */
  private static final Executor SHORTLY = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final BundleContext context;
  private final Object commands;
  private final Map<String, Object> properties;
  private ServiceRegistration<?> registration;
  private boolean closed;

  ShellEntry(BundleContext context, Object commands, String... names) {
    this.context = context;
    this.commands = commands;
    this.properties =
        Map.of(
            "osgi.command.scope", "mail",
            "osgi.command.function", names,
            "osgi.command.description", "Makes keys of the DKIM signer and shows the DNS records that belong to them.");
    try {
      context.addServiceListener(this, "(&(osgi.command.scope=mail)(osgi.command.function=" + names[0] + "))");
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
    this.registration = register();
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    boolean another = !context.getBundle().equals(event.getServiceReference().getBundle());
    if (another && event.getType() == ServiceEvent.UNREGISTERING) {
      SHORTLY.execute(this::again);
    }
  }

  private synchronized void again() {
    if (!closed) {
      registration.unregister();
      registration = register();
    }
  }

  private ServiceRegistration<?> register() {
    return context.registerService(commands.getClass().getName(), commands, FrameworkUtil.asDictionary(properties));
  }

  @Override
  public synchronized void close() {
    closed = true;
    context.removeServiceListener(this);
    registration.unregister();
  }
}
