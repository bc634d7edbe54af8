package org.karamail.queue.internal;

import java.util.Map;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.QueueSettings;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy service: the last good configuration of {@code karamail.queue}. */
@Component(service = QueuePolicy.class, configurationPid = QueueSettingsReader.PID)
@Designate(ocd = QueueConfiguration.class)
public final class QueuePolicyComponent implements QueuePolicy {

  private static final Logger LOG = LoggerFactory.getLogger(QueuePolicyComponent.class);

  private final LastGood<QueueSettings> lastGood;

  @Activate
  public QueuePolicyComponent(Map<String, Object> properties) {
    lastGood = new LastGood<>(LOG, settings(properties), QueueSettingsReader::read);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    lastGood.offer(settings(properties));
  }

  @Override
  public QueueSettings settings() {
    return lastGood.get();
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(QueueSettingsReader.PID, properties);
  }
}
