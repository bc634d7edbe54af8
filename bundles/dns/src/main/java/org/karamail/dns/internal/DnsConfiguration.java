package org.karamail.dns.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.dns.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail DNS",
    description = "Which name servers are asked, how patiently, and how long answers are kept.")
@interface DnsConfiguration {

  @AttributeDefinition(
      name = "Servers",
      description =
          "IP addresses of name servers that resolve for us, each with a port where it is not 53, separated by commas, in the"
              + " order in which they are asked. Default: those of the system (/etc/resolv.conf).",
      required = false)
  String servers() default "";

  @AttributeDefinition(
      name = "Time-out",
      description = "How long a question may take, all tries together: 100ms to 1m.",
      required = false)
  String timeout() default "10s";

  @AttributeDefinition(
      name = "Tries",
      description = "How often a question is asked, each time waiting twice as long: 1 to 10.",
      required = false)
  String tries() default "3";

  @AttributeDefinition(
      name = "Cache size",
      description =
          "How many answers are kept; the one used longest ago leaves first: 0 to 1000000. 0 keeps none.",
      required = false)
  String cacheSize() default "1000";

  @AttributeDefinition(
      name = "Longest time to live",
      description = "How long an answer is kept at most, whatever its zone says: 0s to 1d.",
      required = false)
  String maxTtl() default "5m";

  @AttributeDefinition(
      name = "Shortest time to live",
      description = "How long an answer is kept at least, whatever its zone says: 0s to 1h.",
      required = false)
  String minTtl() default "5s";

  @AttributeDefinition(
      name = "Longest negative time to live",
      description = "How long it is remembered at most that there is no such name, or no such record: 0s to 3h.",
      required = false)
  String maxNegativeTtl() default "60s";

  @AttributeDefinition(
      name = "Prewarm",
      description =
          "Domains whose mail exchanges are looked up at the start and by mail:dns-prewarm, separated by commas."
              + " Default: none.",
      required = false)
  String prewarm() default "";
}
