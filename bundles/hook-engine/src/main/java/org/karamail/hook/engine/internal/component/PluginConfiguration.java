package org.karamail.hook.engine.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What an operator may set in {@code etc/karamail.plugin-<component name>.cfg} about one component of a plugin. What is
 * absent is as the plugin itself has it.
 */
@ObjectClassDefinition(
    name = "Karamail plugin",
    description = "What is in force over one component of a plugin, whatever the plugin says itself.")
@interface PluginConfiguration {

  @AttributeDefinition(
      name = "Mode",
      description = "enforce: asked and obeyed; shadow: asked and recorded; off: not asked.",
      required = false)
  String hook_mode() default "";

  @AttributeDefinition(
      name = "Failure",
      description = "What answers for a fault: continue, defer or quarantine.",
      required = false)
  String hook_failure() default "";

  @AttributeDefinition(
      name = "Listeners",
      description = "Names of listeners, separated by commas, on which alone it is asked.",
      required = false)
  String hook_listeners() default "";

  @AttributeDefinition(
      name = "Timeout",
      description =
          "How long one call may take: 10ms to 4m. hook.timeout. followed by a point's name is about that point alone.",
      required = false)
  String hook_timeout() default "";

  @AttributeDefinition(
      name = "Ranking",
      description = "The higher, the earlier it is asked: -2147483648 to 2147483647.",
      required = false)
  String service_ranking() default "";
}
