package org.karamail.delivery.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.delivery.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail delivery",
    description = "How much is delivered at once, and how long an attempt may take.")
@interface DeliveryConfiguration {

  @AttributeDefinition(
      name = "Attempts at once",
      description = "How many delivery attempts may be under way, not counting slow ones: 1 to 1000.",
      required = false)
  String maxConcurrentDeliveries() default "50";

  @AttributeDefinition(
      name = "Slow attempts at once",
      description =
          "How many attempts may be under way that have taken more than 5 s already; they no longer count among the"
              + " others, so that slow hosts do not hold up fast ones: 0 to 5000.",
      required = false)
  String maxSlowDeliveries() default "500";

  @AttributeDefinition(
      name = "Attempts at once for one site",
      description =
          "How many attempts may be under way for one site, which is all domains with the same mail hosts: 1 to 1000.",
      required = false)
  String maxConcurrentPerSite() default "10";

  @AttributeDefinition(
      name = "Attempts at once for one local domain",
      description = "How many attempts may be under way into the mailboxes of one local domain: 1 to 1000.",
      required = false)
  String maxConcurrentPerLocalDomain() default "50";

  @AttributeDefinition(
      name = "Local attempts in a surge",
      description =
          "How many attempts may be under way into mailboxes of this host while mail comes in faster than the disk takes"
              + " it: 1 to 1000.",
      required = false)
  String maxLocalDeliveriesInSurge() default "3";

  @AttributeDefinition(
      name = "Recipients of an attempt",
      description = "How many recipients of one message that share a route one attempt takes on: 1 to 10000.",
      required = false)
  String maxRecipientsPerAttempt() default "100";

  @AttributeDefinition(
      name = "Longest attempt",
      description = "How long an attempt may take before it is told to stop and is deferred: 10s to 1h.",
      required = false)
  String deliveryTimeout() default "5m";

  @AttributeDefinition(
      name = "Port of mail hosts",
      description = "The port of hosts that MX records or addresses name: 1 to 65535.",
      required = false)
  String mxPort() default "25";

  @AttributeDefinition(
      name = "Loopback as mail host",
      description = "Whether MX records may lead to loopback and link-local addresses, for tests: true or false.",
      required = false)
  String allowLoopbackMx() default "false";

  @AttributeDefinition(
      name = "Paused",
      description = "Accept mail but deliver nothing new; attempts under way go on: true or false.",
      required = false)
  String paused() default "false";
}
