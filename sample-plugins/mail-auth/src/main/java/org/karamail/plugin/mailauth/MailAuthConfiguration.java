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
}
