package org.karamail.settings.internal;

import java.util.Collection;
import java.util.List;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Lets a component start again, when its configuration changes, that the configuration before kept from starting.
 *
 * <p>Declarative Services hands a changed configuration only to what runs: a component whose constructor refused the first
 * one, and all that needs it, would wait for a restart of the server. Disabling and enabling it is the try that is missing.
 */
@Component(service = ConfigurationListener.class)
public final class SecondStart implements ConfigurationListener {

  private final ServiceComponentRuntime components;

  @Activate
  public SecondStart(@Reference ServiceComponentRuntime components) {
    this.components = components;
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    String pid = event.getFactoryPid() == null ? event.getPid() : event.getFactoryPid();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      if (List.of(component.configurationPid).contains(pid) && hasFailed(component)) {
        components.disableComponent(component).then(disabled -> components.enableComponent(component));
      }
    }
  }

  /** All of its instances: one that runs is not disturbed for the sake of another. */
  private boolean hasFailed(ComponentDescriptionDTO component) {
    Collection<ComponentConfigurationDTO> instances = components.getComponentConfigurationDTOs(component);
    return !instances.isEmpty() && instances.stream().allMatch(instance -> instance.failure != null);
  }
}
