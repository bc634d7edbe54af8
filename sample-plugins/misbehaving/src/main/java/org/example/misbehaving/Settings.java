package org.example.misbehaving;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where and how it misbehaves. */
@ObjectClassDefinition(name = "Misbehaviour", description = "Where a plugin misbehaves, and in which way")
@interface Settings {

  @AttributeDefinition(description = "The point: onRcptTo, onContentFilter, onSpfCheck or onDisconnect; elsewhere it is good")
  String point() default "";

  @AttributeDefinition(description = "The way: a name of Way in lower case, or none")
  String way() default "";
}
