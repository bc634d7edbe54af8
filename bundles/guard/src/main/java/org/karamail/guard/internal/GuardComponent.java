package org.karamail.guard.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Guard;
import org.karamail.guard.GuardStatistics;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard, with the last good configuration. */
@Component(configurationPid = GuardSettings.PID)
@Designate(ocd = GuardConfiguration.class)
public final class GuardComponent implements Guard {

  private static final Logger LOG = LoggerFactory.getLogger(GuardComponent.class);

  private final LastGood<GuardSettings> settings;
  private final Limits limits;

  @Activate
  public GuardComponent(Map<String, Object> properties) {
    this.settings = new LastGood<>(LOG, settings(properties), GuardSettings::read);
    this.limits = new Limits(settings.get(), System::nanoTime);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.offer(settings(properties))) {
      limits.apply(settings.get());
    }
  }

  @Deactivate
  public void deactivate() {
    limits.close();
  }

  @Override
  public CompletionStage<Decision> take(List<Claim> claims) {
    return limits.take(claims);
  }

  @Override
  public GuardStatistics statistics() {
    return limits.statistics();
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(GuardSettings.PID, properties);
  }
}
