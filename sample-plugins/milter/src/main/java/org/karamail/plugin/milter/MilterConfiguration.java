package org.karamail.plugin.milter;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.milter.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(name = "Karamail milters", description = "Which milters are asked about messages, and how patiently.")
@interface MilterConfiguration {

  @AttributeDefinition(
      name = "Milters",
      description =
          "Where milters listen, host:port or the path of a Unix socket, separated by commas; all are asked, in this order."
              + " Default: none.",
      required = false)
  String milters() default "";

  @AttributeDefinition(
      name = "Host name",
      description = "What milters are told that we are called (macro j). Default: the name of this instance.",
      required = false)
  String hostname() default "";

  @AttributeDefinition(
      name = "Connect time-out",
      description = "How long a milter may take to be connected to: 10ms to 10m.",
      required = false)
  String connectTimeout() default "3s";

  @AttributeDefinition(
      name = "Send time-out",
      description = "How long a milter may take to take what it is sent: 10ms to 10m.",
      required = false)
  String sendTimeout() default "10s";

  @AttributeDefinition(
      name = "Command time-out",
      description = "How long an answer may take before the end of the message: 10ms to 10m.",
      required = false)
  String commandTimeout() default "10s";

  @AttributeDefinition(
      name = "Message time-out",
      description =
          "How long an answer may take at the end of the message, anew after each sign of progress: 10ms to 10m. The budget"
              + " of the hook ends it earlier.",
      required = false)
  String messageTimeout() default "45s";

  @AttributeDefinition(
      name = "Largest replaced body",
      description = "The largest body that a milter may put in the place of the message's: 1KB to 1GB.",
      required = false)
  String maxReplacedBody() default "16MB";

  @AttributeDefinition(
      name = "Most sessions",
      description =
          "How many clients' sessions milters are told of step by step at once, each with a connection to each milter; messages"
              + " of further ones are told at their end: 1 to 100000.",
      required = false)
  String maxSessions() default "1000";
}
