package org.karamail.plugin.dkimsigner;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.dkimsigner.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail DKIM signer",
    description = "Which mail is signed on its way out, with which keys, and how.")
@interface SignerConfiguration {

  @AttributeDefinition(
      name = "Keys",
      description = "The keys in use, each as domain:selector, separated by commas. Default: none, and nothing is signed.",
      required = false)
  String keys() default "";

  @AttributeDefinition(
      name = "Key folder",
      description =
          "The folder with the private keys, each in DOMAIN/SELECTOR.pem, readable by its owner only. Default: keys below the"
              + " plugin's own folder.",
      required = false)
  String keyFolder() default "";

  @AttributeDefinition(
      name = "Subdomains",
      description = "Whether a domain's keys also sign for its subdomains without keys: true or false.",
      required = false)
  String subdomains() default "true";

  @AttributeDefinition(
      name = "Canonicalization",
      description = "What may change on the way without breaking a signature: HEADER/BODY, each simple or relaxed.",
      required = false)
  String canonicalization() default "relaxed/relaxed";

  @AttributeDefinition(
      name = "Expiry",
      description = "How long a signature is good for: 0s for no end, or 1h to 90d.",
      required = false)
  String expiry() default "0s";

  @AttributeDefinition(
      name = "Seven-bit",
      description = "Whether mail that needs eight bits is encoded as seven-bit before it is signed: true or false.",
      required = false)
  String sevenBit() default "true";

  @AttributeDefinition(
      name = "Oversigned fields",
      description = "Fields that are signed once more than there are of them, so that none can be added.",
      required = false)
  String oversigned() default SignerSettings.OVERSIGNED;

  @AttributeDefinition(
      name = "Signed fields",
      description = "Fields that are signed where there are any.",
      required = false)
  String signed() default SignerSettings.SIGNED;
}
