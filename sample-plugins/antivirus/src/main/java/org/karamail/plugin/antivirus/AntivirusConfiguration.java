package org.karamail.plugin.antivirus;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.antivirus.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail antivirus",
    description = "Which clamd scans messages, and what becomes of those that are infected.")
@interface AntivirusConfiguration {

  @AttributeDefinition(
      name = "Servers",
      description =
          "Where clamd listens, host:port or the path of a Unix socket, separated by commas; the first that answers scans."
              + " Default: none, and nothing is scanned.",
      required = false)
  String servers() default "";

  @AttributeDefinition(
      name = "Action",
      description = "What becomes of an infected message: reject, quarantine, discard or header.",
      required = false)
  String action() default "reject";

  @AttributeDefinition(
      name = "Header",
      description = "The field that marks an infected message when the action is header.",
      required = false)
  String header() default "X-Virus-Status";

  @AttributeDefinition(
      name = "Largest message",
      description = "A message that is larger is not sent to clamd: 1KB to 4GB.",
      required = false)
  String maxSize() default "100MB";

  @AttributeDefinition(
      name = "Oversized",
      description =
          "What becomes of a message that is larger, or too large for clamd (StreamMaxLength): reject, quarantine, defer or"
              + " pass.",
      required = false)
  String oversized() default "quarantine";

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
