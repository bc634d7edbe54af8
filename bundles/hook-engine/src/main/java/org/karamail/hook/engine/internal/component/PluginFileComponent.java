package org.karamail.hook.engine.internal.component;

import java.util.Map;
import org.karamail.hook.engine.internal.registry.PluginProperties;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code etc/karamail.plugin-<component name>.cfg}: hands what it says to the engine, and takes it back. */
@Component(
    immediate = true,
    service = {},
    configurationPid = PluginProperties.FACTORY_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PluginConfiguration.class, factory = true)
public final class PluginFileComponent {

  private static final Logger LOG = LoggerFactory.getLogger(PluginFileComponent.class);

  private final OperatorFiles files;
  private final String component;
  private final LastGood<PluginProperties> properties;

  /** Reads the file; as long as it has never been one that can be used, the component's own properties count. */
  @Activate
  public PluginFileComponent(Map<String, Object> configuration, @Reference OperatorFiles files) {
    this.files = files;
    this.component = settings(configuration).instanceName();
    this.properties = LastGood.beginningWith(PluginProperties.NONE, LOG, PluginProperties::of);
    modified(configuration);
  }

  @Modified
  public void modified(Map<String, Object> configuration) {
    if (properties.offer(settings(configuration))) {
      files.put(component, properties.get());
    }
  }

  @Deactivate
  public void gone() {
    files.remove(component);
  }

  private static Settings settings(Map<String, ?> configuration) {
    return Settings.of(PluginProperties.FACTORY_PID, configuration);
  }
}
