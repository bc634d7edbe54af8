package org.karamail.plugin.securitysuite;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.securitysuite.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail security suite",
    description = "The example of several hooks in one plugin: limits, a greylist, scores, statistics.")
@interface SuiteConfiguration {

  @AttributeDefinition(name = "Connections", description = "Rates for a client, such as 30/1m. Default: no limit.", required = false)
  String connections() default "";

  @AttributeDefinition(name = "Messages", description = "Rates for a client. Default: no limit.", required = false)
  String messages() default "";

  @AttributeDefinition(name = "Recipients", description = "Rates for a client. Default: no limit.", required = false)
  String recipients() default "";

  @AttributeDefinition(name = "Greylist delay", description = "How long strangers stay away: 0s to 1d; 0s greylists nobody.", required = false)
  String greylistDelay() default "0s";

  @AttributeDefinition(name = "Greylist TTL", description = "How long it is remembered who came: 1m to 60d.", required = false)
  String greylistTtl() default "1d";

  @AttributeDefinition(name = "Defer from", description = "The score from which a client comes back later: 1 to 100; 101 means never.", required = false)
  String deferFrom() default "101";

  @AttributeDefinition(name = "Exceeded", description = "What exceeding a limit adds to a score: -100 to 100.", required = false)
  String scoreExceeded() default "5";

  @AttributeDefinition(name = "Early", description = "What speaking before the greeting adds: -100 to 100.", required = false)
  String scoreEarly() default "20";

  @AttributeDefinition(name = "Idle", description = "What a connection without a message adds: -100 to 100.", required = false)
  String scoreIdle() default "1";

  @AttributeDefinition(name = "Message", description = "What an accepted message adds: -100 to 100.", required = false)
  String scoreMessage() default "-2";

  @AttributeDefinition(name = "Half-life", description = "In which time half of a score is forgotten: 1m to 30d.", required = false)
  String scoreHalfLife() default "1h";

  @AttributeDefinition(name = "Entries", description = "How many clients and triplets are remembered: 1000 to 10000000.", required = false)
  String maxEntries() default "100000";
}
