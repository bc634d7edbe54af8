package org.karamail.plugin.reputation;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.reputation.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail reputation",
    description = "What is thought of a client, from -100 (trusted) to 100 (shunned), and what follows.")
@interface ReputationConfiguration {

  @AttributeDefinition(name = "Lists", description = "DNS lists as ZONE:WEIGHT or ZONE=CODES:WEIGHT, separated by commas. Default: none.", required = false)
  String lists() default "";

  @AttributeDefinition(name = "Time-out", description = "How long the lists may take altogether: 100ms to 10s.", required = false)
  String timeout() default "1500ms";

  @AttributeDefinition(name = "Defer from", description = "The score from which a client is told to come back later: 1 to 100; 101 means never.", required = false)
  String deferFrom() default "101";

  @AttributeDefinition(name = "Reject from", description = "The score from which a client is refused: 1 to 100; 101 means never.", required = false)
  String rejectFrom() default "101";

  @AttributeDefinition(name = "Exempt", description = "Addresses and ranges that are not judged, separated by commas.", required = false)
  String exempt() default "";

  @AttributeDefinition(name = "Half-life", description = "In which time half of what a client did is forgotten: 1m to 30d.", required = false)
  String halfLife() default "12h";

  @AttributeDefinition(name = "Malware", description = "What a message with malware adds: -100 to 100.", required = false)
  String virus() default "40";

  @AttributeDefinition(name = "Spam", description = "What a message that a filter calls spam adds: -100 to 100.", required = false)
  String spam() default "10";

  @AttributeDefinition(name = "Message", description = "What a message without a finding adds: -100 to 100.", required = false)
  String message() default "-2";

  @AttributeDefinition(name = "Idle", description = "What a connection with commands and without a message adds: -100 to 100.", required = false)
  String idle() default "1";

  @AttributeDefinition(name = "Early", description = "What speaking before the greeting adds: -100 to 100.", required = false)
  String early() default "30";

  @AttributeDefinition(name = "Clients", description = "How many clients are remembered: 1000 to 10000000.", required = false)
  String maxClients() default "100000";

  @AttributeDefinition(name = "Delay of the greeting", description = "How long the greeting is held back: 0s to 30s.", required = false)
  String greetDelay() default "0s";

  @AttributeDefinition(name = "Early talkers", description = "What happens to a client that speaks before the greeting: ignore or reject.", required = false)
  String earlyTalkers() default "ignore";
}
