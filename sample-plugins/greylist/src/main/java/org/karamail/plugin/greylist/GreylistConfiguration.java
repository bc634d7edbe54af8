package org.karamail.plugin.greylist;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.greylist.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail greylist",
    description = "Strangers are asked to come back later: a client network, a sender and a recipient not seen together before.")
@interface GreylistConfiguration {

  @AttributeDefinition(name = "Enabled", description = "Whether anybody is greylisted: true or false.", required = false)
  String enabled() default "false";

  @AttributeDefinition(name = "Delay", description = "How long a stranger has to stay away: 1s to 1d.", required = false)
  String delay() default "5m";

  @AttributeDefinition(name = "Window", description = "How long it may take to come back: 1m to 30d, longer than the delay.", required = false)
  String window() default "2d";

  @AttributeDefinition(name = "Keep", description = "How long who came back is remembered since last seen: 1d to 365d.", required = false)
  String keep() default "36d";

  @AttributeDefinition(name = "Whitelist after", description = "After how many triplets a network passes for everybody: 1 to 1000; 0 means never.", required = false)
  String whitelistAfter() default "5";

  @AttributeDefinition(name = "SPF pass", description = "Whether SPF's pass lets a stranger through at once: true or false.", required = false)
  String spfPass() default "true";

  @AttributeDefinition(name = "IPv4 network", description = "How many bits of an IPv4 address are one network: 8 to 32.", required = false)
  String ipv4Prefix() default "24";

  @AttributeDefinition(name = "IPv6 network", description = "How many bits of an IPv6 address are one network: 16 to 128.", required = false)
  String ipv6Prefix() default "64";

  @AttributeDefinition(name = "Exempt", description = "Addresses and ranges of clients that are let through, separated by commas.", required = false)
  String exempt() default "";

  @AttributeDefinition(name = "Exempt recipients", description = "Addresses, domains and local parts (postmaster@) that get their mail at once.", required = false)
  String exemptRecipients() default "postmaster@, abuse@";

  @AttributeDefinition(name = "Entries", description = "How many triplets and networks are remembered: 1000 to 10000000, about 200 octets each.", required = false)
  String maxEntries() default "200000";
}
