package org.karamail.mock.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.mock.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail mock transport",
    description = "A next hop that is only played, for drills. It is there once one of the lists is not empty.")
@interface MockConfiguration {

  @AttributeDefinition(
      name = "Hang",
      description =
          "Recipients for whom no answer comes until deliveryTimeout: patterns such as slow-*@drill.example, separated by"
              + " commas. Default: none.",
      required = false)
  String hang() default "";

  @AttributeDefinition(
      name = "Defer",
      description = "Recipients that get deferReply (4xx), by such patterns. Default: none.",
      required = false)
  String defer() default "";

  @AttributeDefinition(
      name = "Refuse",
      description = "Recipients that get refuseReply (5xx), by such patterns. Default: none.",
      required = false)
  String refuse() default "";

  @AttributeDefinition(
      name = "Accept",
      description = "Recipients whose mail is taken and forgotten, by such patterns. Default: none.",
      required = false)
  String accept() default "";

  @AttributeDefinition(
      name = "Reply to the deferred",
      description = "The reply that is played to them: a 4xx code, an enhanced status code and a text.",
      required = false)
  String deferReply() default MockSettings.DEFERRAL;

  @AttributeDefinition(
      name = "Reply to the refused",
      description = "The reply that is played to them: a 5xx code, an enhanced status code and a text.",
      required = false)
  String refuseReply() default MockSettings.REFUSAL;
}
