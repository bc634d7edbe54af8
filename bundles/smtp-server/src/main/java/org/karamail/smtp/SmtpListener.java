package org.karamail.smtp;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.karamail.dns.Resolver;
import org.karamail.hook.engine.HookEngine;
import org.karamail.intake.Intake;
import org.karamail.routing.OwnListener;
import org.karamail.routing.Routing;
import org.karamail.settings.Instance;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.karamail.smtp.internal.Listener;
import org.karamail.smtp.internal.command.Commands;
import org.karamail.smtp.internal.session.Hooks;
import org.karamail.smtp.internal.settings.ListenerSettings;
import org.karamail.smtp.internal.settings.ListenerSettingsReader;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener, made of an instance of the factory configuration {@code karamail.smtp}.
 *
 * <p>With a first configuration that cannot be used nothing listens, and the log says why; the listener opens with the first
 * one that can. Later a bad one changes nothing. Routing asks it where it listens, so that no mail is sent to ourselves.
 */
@Component(
    configurationPid = SmtpListener.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = OwnListener.class)
@Designate(ocd = SmtpListenerConfiguration.class, factory = true)
public final class SmtpListener implements OwnListener {

  static final String PID = "karamail.smtp";

  private static final Logger LOG = LoggerFactory.getLogger(SmtpListener.class);

  private final Instance instance;
  private final Routing routing;
  private final Intake intake;
  private final Resolver resolver;
  private final Hooks hooks;
  private volatile Optional<Running> running = Optional.empty();

  private record Running(LastGood<ListenerSettings> settings, Listener listener) {}

  @Activate
  public SmtpListener(
      BundleContext context,
      Map<String, ?> properties,
      @Reference Routing routing,
      @Reference Intake intake,
      @Reference Resolver resolver,
      @Reference HookEngine engine) {
    this.instance = Instance.of(context);
    this.routing = routing;
    this.intake = intake;
    this.resolver = resolver;
    this.hooks = Hooks.of(engine, Clock.systemUTC());
    start(settings(properties));
  }

  @Modified
  void modified(Map<String, ?> properties) {
    if (running.isEmpty()) {
      start(settings(properties));
    } else if (running.get().settings().offer(settings(properties))) {
      running.get().listener().apply(running.get().settings().get());
    }
  }

  @Deactivate
  void deactivate() {
    running.ifPresent(active -> active.listener().close());
    running = Optional.empty();
  }

  @Override
  public Optional<InetSocketAddress> address() {
    return running.flatMap(active -> active.listener().address());
  }

  private void start(Settings first) {
    try {
      LastGood<ListenerSettings> settings =
          new LastGood<>(LOG, first, read -> ListenerSettingsReader.read(read, instance));
      Listener listener =
          new Listener(
              settings::get,
              Commands.all(routing, intake, resolver, System::nanoTime),
              instance.data(),
              hooks,
              System::nanoTime);
      running = Optional.of(new Running(settings, listener));
      listener.open();
    } catch (InvalidSettingException bad) {
      LOG.error("{}; this listener stays closed until that is corrected", bad.getMessage());
    }
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(PID, properties);
  }
}
