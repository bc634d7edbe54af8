package org.karamail.plugin.ratelimit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.ratelimit.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail rate limits",
    description = "Who may do how much how often at the SMTP door. Rates are written 20/1m or 500/1h burst 50, several separated"
        + " by commas.")
@interface RateLimitConfiguration {

  @AttributeDefinition(name = "IPv6 client", description = "How many bits of an IPv6 address are one client: 1 to 128.", required = false)
  String clientIpv6Prefix() default "64";

  @AttributeDefinition(name = "IPv4 network", description = "How many bits of an IPv4 address are one network: 1 to 32.", required = false)
  String networkIpv4Prefix() default "24";

  @AttributeDefinition(name = "IPv6 network", description = "How many bits of an IPv6 address are one network: 1 to 128.", required = false)
  String networkIpv6Prefix() default "48";

  @AttributeDefinition(name = "Exempt", description = "Addresses and ranges that are never limited by address, separated by commas.", required = false)
  String exempt() default "";

  @AttributeDefinition(name = "Connections of a client", description = "Rates. Default: no limit.", required = false)
  String clientConnections() default "";

  @AttributeDefinition(name = "Connections of a network", description = "Rates. Default: no limit.", required = false)
  String networkConnections() default "";

  @AttributeDefinition(name = "Messages of a client", description = "Rates. Default: no limit.", required = false)
  String clientMessages() default "";

  @AttributeDefinition(name = "Messages of a network", description = "Rates. Default: no limit.", required = false)
  String networkMessages() default "";

  @AttributeDefinition(name = "Messages of a sender", description = "Rates. Default: no limit.", required = false)
  String senderMessages() default "";

  @AttributeDefinition(name = "Messages of a sender's domain", description = "Rates. Default: no limit.", required = false)
  String senderDomainMessages() default "";

  @AttributeDefinition(name = "Messages of a user", description = "Rates for who has authenticated. Default: no limit.", required = false)
  String userMessages() default "";

  @AttributeDefinition(name = "Recipients of a client", description = "Rates. Default: no limit.", required = false)
  String clientRecipients() default "";

  @AttributeDefinition(name = "Recipients of a network", description = "Rates. Default: no limit.", required = false)
  String networkRecipients() default "";

  @AttributeDefinition(name = "Recipients of a sender", description = "Rates. Default: no limit.", required = false)
  String senderRecipients() default "";

  @AttributeDefinition(name = "Recipients of a sender's domain", description = "Rates. Default: no limit.", required = false)
  String senderDomainRecipients() default "";

  @AttributeDefinition(name = "Recipients of a user", description = "Rates for who has authenticated. Default: no limit.", required = false)
  String userRecipients() default "";

  @AttributeDefinition(name = "Messages for a recipient", description = "Rates. Default: no limit.", required = false)
  String recipientMessages() default "";
}
