package org.karamail.routing.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
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
}
