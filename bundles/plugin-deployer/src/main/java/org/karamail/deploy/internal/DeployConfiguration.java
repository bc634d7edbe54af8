package org.karamail.deploy.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.deploy.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail plugin deployment",
    description = "How plugins in the folder deploy/ are started and replaced.")
@interface DeployConfiguration {

  @AttributeDefinition(
      name = "Start within",
      description = "How long a plugin may take to start before it is refused: 100ms to 10m.",
      required = false)
  String startWithin() default "10s";

  @AttributeDefinition(
      name = "Prove within",
      description = "How long the hooks of a new version are waited for before it is refused: 100ms to 10m.",
      required = false)
  String proveWithin() default "6s";

  @AttributeDefinition(
      name = "Retire after",
      description = "How long transactions that began with an old version may keep it: 0s to 24h.",
      required = false)
  String retireAfter() default "10m";
}
