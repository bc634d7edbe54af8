package org.karamail.hook.engine.internal.component;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookReadiness;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.PluginStatus;
import org.karamail.hook.engine.PluginTrials;
import org.karamail.hook.engine.internal.registry.PluginHost;
import org.karamail.hook.engine.internal.registry.PluginProperties;
import org.karamail.hook.engine.internal.run.HookSettings;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine as a component: configuration, start and stop. */
@Component(
    immediate = true,
    service = {HookEngine.class, PluginTrials.class, OperatorFiles.class},
    configurationPid = HookSettings.PID)
@Designate(ocd = HooksConfiguration.class)
public final class HookEngineComponent implements HookEngine, PluginTrials, OperatorFiles {

  private static final Logger LOG = LoggerFactory.getLogger(HookEngineComponent.class);

  private final LastGood<HookSettings> settings;
  private final PluginHost host;
  private final HookEngine engine;

  @Activate
  public HookEngineComponent(BundleContext context, Map<String, Object> properties) {
    this.settings = new LastGood<>(LOG, settings(properties), HookSettings::read);
    this.host =
        new PluginHost(
            context, Instance.of(context).data().resolve("plugins"), settings::get, Clock.system(ZoneId.systemDefault()));
    this.engine = host.engine();
    host.open();
  }

  @Modified
  public void modified(Map<String, Object> properties) {
    settings.offer(settings(properties));
  }

  @Deactivate
  public void stop() {
    host.close();
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points) {
    return engine.isAnybodyAt(points);
  }

  @Override
  public CompletionStage<HookTransaction> begin(Set<HookPoint<?, ?>> points, HookSubject subject) {
    return engine.begin(points, subject);
  }

  @Override
  public List<HookStatus> hooks(HookPoint<?, ?> point) {
    return engine.hooks(point);
  }

  @Override
  public List<PluginStatus> plugins() {
    return engine.plugins();
  }

  @Override
  public CompletionStage<List<PluginFigure>> collect(String plugin) {
    return engine.collect(plugin);
  }

  @Override
  public boolean setMode(String component, HookMode.Mode mode) {
    return engine.setMode(component, mode);
  }

  @Override
  public boolean reset(String component) {
    return engine.reset(component);
  }

  @Override
  public boolean isPinned(long bundle) {
    return engine.isPinned(bundle);
  }

  @Override
  public HookReadiness readiness() {
    return engine.readiness();
  }

  @Override
  public void begin(long bundle) {
    host.trials().begin(bundle);
  }

  @Override
  public Trial look(long bundle) {
    return host.trials().look(bundle);
  }

  @Override
  public void promote(long bundle) {
    host.trials().promote(bundle);
  }

  @Override
  public void end(long bundle) {
    host.trials().end(bundle);
  }

  @Override
  public void put(String component, PluginProperties properties) {
    host.override(component, properties);
  }

  @Override
  public void remove(String component) {
    host.forgetOverride(component);
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(HookSettings.PID, properties);
  }
}
