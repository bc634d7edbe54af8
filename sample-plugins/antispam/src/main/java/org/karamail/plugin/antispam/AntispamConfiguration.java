package org.karamail.plugin.antispam;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.antispam.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail antispam",
    description = "Which scanner judges messages, and what becomes of those that look like spam.")
@interface AntispamConfiguration {

  @AttributeDefinition(
      name = "Scanner",
      description = "What listens at the servers: rspamd (its normal worker, HTTP) or spamassassin (spamd).",
      required = false)
  String scanner() default "rspamd";

  @AttributeDefinition(
      name = "Servers",
      description =
          "Where the scanner listens, host:port or the path of a Unix socket, separated by commas; the first that answers"
              + " judges. Default: none, and nothing is scanned.",
      required = false)
  String servers() default "";

  @AttributeDefinition(
      name = "Mark at",
      description = "The score from which on a message is marked by X-Spam-Flag and X-Spam-Status: a number or off.",
      required = false)
  String markAt() default "6";

  @AttributeDefinition(
      name = "Greylist at",
      description = "The score from which on a message is put off once: a number or off.",
      required = false)
  String greylistAt() default "off";

  @AttributeDefinition(
      name = "Quarantine at",
      description = "The score from which on a message is held for an operator: a number or off.",
      required = false)
  String quarantineAt() default "off";

  @AttributeDefinition(
      name = "Reject at",
      description = "The score from which on a message is refused: a number or off.",
      required = false)
  String rejectAt() default "15";

  @AttributeDefinition(
      name = "Obey",
      description = "Whether what the scanner itself would do (mark, defer, reject) is done, too: true or false.",
      required = false)
  String obey() default "false";

  @AttributeDefinition(
      name = "Greylist delay",
      description = "How long a message is put off at least: 0s to 1d.",
      required = false)
  String greylistDelay() default "5m";

  @AttributeDefinition(
      name = "Largest message",
      description = "A message that is larger is not scanned, and passes: 1KB to 4GB.",
      required = false)
  String maxSize() default "2MB";

  @AttributeDefinition(
      name = "Connect time-out",
      description = "How long one server may take to be connected to: 10ms to 1m.",
      required = false)
  String connectTimeout() default "3s";

  @AttributeDefinition(
      name = "Time-out",
      description = "How long a scan may take, all servers together: 10ms to 10m. The budget of the hook ends it earlier.",
      required = false)
  String timeout() default "25s";
}
