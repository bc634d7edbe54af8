package org.karamail.routing.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.routing.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail routing",
    description = "Where recipients go: into a mailbox here, on to another host, or nowhere.")
@interface RoutingConfiguration {

  @AttributeDefinition(
      name = "Local domains",
      description =
          "Domains whose mailboxes are here, separated by commas; the first is postmaster's. Address literals such as"
              + " [192.0.2.1] may be listed. Default: localhost and this host's name.",
      required = false)
  String localDomains() default "";

  @AttributeDefinition(
      name = "Relay domains",
      description = "Domains for which everybody may send mail through this host, separated by commas. Default: none.",
      required = false)
  String relayDomains() default "";

  @AttributeDefinition(
      name = "Local recipients",
      description =
          "Who has a mailbox at the local domains: * for everybody, or local parts and addresses separated by commas, or"
              + " the absolute path of a file with one a line, which is read again when it changes. postmaster and abuse"
              + " are there always.",
      required = false)
  String localRecipients() default "*";

  @AttributeDefinition(
      name = "Relay host",
      description =
          "The smart host: all mail that is not local goes through it instead of to the recipient's MX. A host name, looked up"
              + " without MX, or an IP address. Default: none.",
      required = false)
  String relayHost() default "";

  @AttributeDefinition(
      name = "Relay port",
      description = "The port of the smart host: 1 to 65535.",
      required = false)
  String relayPort() default "587";

  @AttributeDefinition(
      name = "Relay authentication",
      description = "true: authenticate at the smart host as relayUsername with relayPassword.",
      required = false)
  String relayAuth() default "false";

  @AttributeDefinition(name = "Relay user", description = "Whom to authenticate as at the smart host.", required = false)
  String relayUsername() default "";

  @AttributeDefinition(
      name = "Relay password",
      description = "The password for it. Never logged.",
      type = AttributeType.PASSWORD,
      required = false)
  String relayPassword() default "";

  @AttributeDefinition(
      name = "Relay TLS",
      description =
          "How the connection to the smart host is protected: none, opportunistic, require (any certificate), verify (a"
              + " certificate that is good for relayHost). Default: verify with relayAuth,"
              + " opportunistic without and on this machine.",
      required = false)
  String relayTls() default "";

  @AttributeDefinition(
      name = "Fall-back relay",
      description =
          "The host that takes mail which none of the hosts of its domain, nor the smart host, can be given: a host name or an IP"
              + " address, or [host]:port. Not for routes that name a host, nor for LMTP. Default: none.",
      required = false)
  String fallbackRelay() default "";

  @AttributeDefinition(
      name = "Provider sites",
      description =
          "Patterns of mail hosts such as *.mail.protection.outlook.com, separated by commas: domains whose mail hosts all fit"
              + " one of them share their limits. Default: none.",
      required = false)
  String providerSites() default "";

  @AttributeDefinition(
      name = "Transports",
      description =
          "Domains whose mail takes another way than the usual one: domain=transport or domain=transport:nexthop, separated by"
              + " commas. Says nothing of who may send there. Default: none.",
      required = false)
  String transports() default "";
}
