package org.karamail.hook.engine.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.hooks.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail hooks",
    description = "How plugins are run, for how long they are waited for, and which must be there.")
@interface HooksConfiguration {

  @AttributeDefinition(
      name = "Required plugins",
      description = "Symbolic names, separated by commas, of plugins without which no mail is taken in.",
      required = false)
  String required() default "";

  @AttributeDefinition(
      name = "Wait at start",
      description = "How long plugins that ran at the last shutdown are waited for at start: 0s to 10m.",
      required = false)
  String startupWait() default "30s";

  @AttributeDefinition(
      name = "Hook threads",
      description = "How many threads run plugin code, not counting lost ones: 4 to 1000.",
      required = false)
  String maxThreads() default "64";

  @AttributeDefinition(
      name = "Budget of a command",
      description = "How long all hooks together may take while a client waits for the reply to a command: 100ms to 4m.",
      required = false)
  String commandBudget() default "20s";

  @AttributeDefinition(
      name = "Budget of a message",
      description =
          "How long all hooks together may take between the final dot and its reply, and those of a point on the way"
              + " out: 100ms to 9m.",
      required = false)
  String messageBudget() default "4m";

  @AttributeDefinition(
      name = "Time between probes",
      description = "How long a quarantined hook is left alone before one call tries it again: 100ms to 1h.",
      required = false)
  String probeAfter() default "30s";

  @AttributeDefinition(
      name = "Drain",
      description = "How long a plugin that is being replaced waits for transactions that use it: 0s to 4s.",
      required = false)
  String drain() default "1500ms";

  @AttributeDefinition(
      name = "Wait for a successor",
      description = "How long mail waits for the new version of a plugin that is being replaced: 0s to 5m.",
      required = false)
  String swapGrace() default "5s";

  @AttributeDefinition(
      name = "Wait after an uninstallation",
      description = "How long mail waits for a plugin whose file was deleted, as its new file may just come: 0s to 5m.",
      required = false)
  String uninstallGrace() default "3s";
}
