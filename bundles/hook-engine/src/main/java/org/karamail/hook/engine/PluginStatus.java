package org.karamail.hook.engine;

import java.util.List;
import org.karamail.hook.HookMode;

/**
 * A bundle with hooks, as an operator sees it.
 *
 * @param plugin symbolic name
 * @param version bundle version
 * @param state ACTIVE, or what keeps it from being so, in one word
 * @param problem one line: why it is not active or why its services are not called; empty when nothing is wrong
 * @param required whether mail is not taken in without it
 * @param components its components
 * @param figures of all its hooks
 */
public record PluginStatus(
    String plugin,
    String version,
    String state,
    String problem,
    boolean required,
    List<Component> components,
    HookFigures figures) {

  /**
   * A component of a plugin.
   *
   * @param name component name
   * @param points the points it is registered at
   * @param mode enforced, shadow or off
   */
  public record Component(String name, List<String> points, HookMode.Mode mode) {}

  public PluginStatus {
    components = List.copyOf(components);
  }
}
