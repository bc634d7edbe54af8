package org.karamail.plugin.mailauth;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/karamail.mailauth.cfg}. */
@ObjectClassDefinition(
    name = "Karamail mail authentication",
    description = "SPF, DKIM, DMARC and ARC of incoming mail, and Authentication-Results.")
@interface MailAuthConfiguration {

  @AttributeDefinition(
      name = "Authentication service id",
      description =
          "The name under which results are written into messages (RFC 8601 section 2.5): a host name. Default: the name of"
              + " this host.",
      required = false)
  String authservId() default "";

  @AttributeDefinition(
      name = "Networks that are not checked",
      description =
          "Clients whose mail is not checked: networks such as 10.0.0.0/8 or 2001:db8::/32, separated by commas, or none.",
      required = false)
  String skipNetworks() default "127.0.0.0/8, ::1";

  @AttributeDefinition(name = "SPF", description = "Whether SPF is checked: true or false.", required = false)
  String spf() default "true";

  @AttributeDefinition(
      name = "What SPF may do",
      description = "none: record a failure; enforce: refuse mail for which the sender's domain says fail.",
      required = false)
  String spfPolicy() default "none";

  @AttributeDefinition(name = "DKIM", description = "Whether DKIM is checked: true or false.", required = false)
  String dkim() default "true";

  @AttributeDefinition(name = "ARC", description = "Whether ARC is checked: true or false.", required = false)
  String arc() default "true";

  @AttributeDefinition(
      name = "Trusted sealers",
      description =
          "Domains whose seals (ARC) are believed: where DMARC fails and all who sealed last are among them, what they found of"
              + " the author counts instead. Separated by commas. Default: nobody.",
      required = false)
  String trustedSealers() default "";

  @AttributeDefinition(
      name = "Key of our seals",
      description =
          "The key with which mail of strangers that goes on to other hosts is sealed (ARC), as domain:selector. Default:"
              + " none, and nothing is sealed.",
      required = false)
  String arcKey() default "";

  @AttributeDefinition(
      name = "Folder of that key",
      description =
          "The folder with that key in DOMAIN/SELECTOR.pem, readable by its owner only. Default: keys below the plugin's own"
              + " folder.",
      required = false)
  String arcKeyFolder() default "";

  @AttributeDefinition(name = "DMARC", description = "Whether DMARC is checked: true or false.", required = false)
  String dmarc() default "true";

  @AttributeDefinition(
      name = "What DMARC may do",
      description =
          "none: record a failure; enforce: refuse or quarantine mail that fails, as the author's domain asks, and refuse mail"
              + " without a From that can be read.",
      required = false)
  String dmarcPolicy() default "none";

  @AttributeDefinition(
      name = "Authentication-Results",
      description = "Whether what was found is written into messages: true or false. Forged fields are removed in any case.",
      required = false)
  String authenticationResults() default "true";

  @AttributeDefinition(
      name = "Aggregate reports",
      description =
          "What domains are told that ask for reports of their mail (RFC 9990). none: nothing is collected; write: reports are"
              + " files in the plugin's folder; send: they are sent.",
      required = false)
  String reports() default "none";

  @AttributeDefinition(
      name = "Period of reports",
      description = "How long each report is about: 10m to 1d.",
      required = false)
  String reportPeriod() default "1d";

  @AttributeDefinition(
      name = "Reports come from",
      description = "The address that reports are sent from. Default: dmarc-reports at authservId.",
      required = false)
  String reportFrom() default "";

  @AttributeDefinition(
      name = "Reporting organization",
      description = "Who reports, for people to read. Default: authservId.",
      required = false)
  String reportOrganization() default "";

  @AttributeDefinition(
      name = "Server for reports",
      description = "The mail server that takes reports, as address:port; it must relay for this host.",
      required = false)
  String reportServer() default "127.0.0.1:2587";
}
