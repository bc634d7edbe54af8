package org.karamail.deploy.internal;

import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.karamail.deploy.Deployment;
import org.karamail.deploy.PluginDeployments;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.PluginTrials;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes plugin jars from File Install, which would stop the old version before it looks at the new one. It also lets two
 * bundles of one name and version live side by side for as long as the replacement takes: development builds do not count up.
 */
@Component(
    immediate = true,
    service = {ArtifactInstaller.class, PluginDeployments.class, CollisionHook.class},
    configurationPid = DeploySettings.PID)
@Designate(ocd = DeployConfiguration.class)
public final class PluginInstaller implements ArtifactInstaller, PluginDeployments, CollisionHook {

  private static final Logger LOG = LoggerFactory.getLogger(PluginInstaller.class);
  private static final int RETRY_SECONDS = 2;

  private final BundleContext context;
  private final LastGood<DeploySettings> settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "karamail-deploy");
            thread.setDaemon(true);
            return thread;
          });
  private final Lines lines = new Lines();
  private final PluginFolder folder;

  @Activate
  public PluginInstaller(
      BundleContext context,
      Map<String, Object> properties,
      @Reference HookEngine engine,
      @Reference PluginTrials trials,
      @Reference ServiceComponentRuntime components) {
    this(context, properties, engine, trials, bundle -> Failures.of(bundle, components));
  }

  PluginInstaller(
      BundleContext context,
      Map<String, ?> properties,
      HookEngine engine,
      PluginTrials trials,
      Function<Bundle, Optional<String>> failures) {
    this.context = context;
    this.settings = new LastGood<>(LOG, read(properties), DeploySettings::read);
    Retirement retirement = new Retirement(timer, lines, engine::isPinned, settings::get);
    this.folder =
        new PluginFolder(context, new Placement(context, trials, settings::get, retirement, failures), retirement, lines);
    timer.execute(folder::tidy);
    var unused = timer.scheduleWithFixedDelay(folder::retry, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  @Modified
  public void modified(Map<String, Object> properties) {
    settings.offer(read(properties));
  }

  @Deactivate
  public void stop() {
    timer.shutdownNow();
    lines.close();
  }

  @Override
  public boolean canHandle(File file) {
    return folder.isPlugin(file);
  }

  @Override
  public void install(File file) {
    folder.put(file);
  }

  @Override
  public void update(File file) {
    folder.put(file);
  }

  @Override
  public void uninstall(File file) {
    folder.remove(file);
  }

  @Override
  public List<Deployment> deployments() {
    return folder.deployments();
  }

  /** A plugin that is being replaced may stand beside itself; any other collision stays one. */
  @Override
  public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
    if (operation == CollisionHook.INSTALLING && target.getBundleId() == context.getBundle().getBundleId()) {
      candidates.removeIf(candidate -> candidate.getLocation().startsWith(PluginJar.SCHEME));
    }
  }

  private static Settings read(Map<String, ?> properties) {
    return Settings.of(DeploySettings.PID, properties);
  }
}
