package org.karamail.smtp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code karamail.smtp}, all as text; {@code ListenerSettingsReader} reads them and knows the bounds. */
@ObjectClassDefinition(
    pid = SmtpListener.PID,
    name = "Karamail SMTP listener",
    description = "One SMTP listener. Changes apply at once; a bad value keeps the last good configuration.")
@interface SmtpListenerConfiguration {

  @AttributeDefinition(description = "IP address to listen on, localhost, or * for all addresses. KARAMAIL_BIND wins.")
  String address() default "127.0.0.1";

  @AttributeDefinition(
      description =
          "TCP port, 0 to 65535; 0 is any free one. KARAMAIL_SMTP_PORT wins for mx, KARAMAIL_SUBMISSION_PORT for submission.")
  String port() default "2525";

  @AttributeDefinition(description = "Connections the kernel keeps until they are accepted, 1 to 65535.")
  String backlog() default "512";

  @AttributeDefinition(
      description = "Who may relay: addresses and networks separated by commas, such as 192.0.2.0/24, 2001:db8::/32.")
  String trustedNetworks() default "";

  @AttributeDefinition(description = "Whether clients that are neither trusted nor authenticated are refused: true or false.")
  String authenticationRequired() default "false";

  @AttributeDefinition(
      description =
          "Whether senders whose domain takes no mail (null MX, RFC 7505) are refused, unless the client is trusted: true or false.")
  String refuseNullMxSenders() default "true";

  @AttributeDefinition(description = "Name in banner and replies; the host name of the instance when empty.")
  String hostname() default "";

  @AttributeDefinition(description = "What stands behind the name in the banner; contains the word ESMTP.")
  String greeting() default "ESMTP Karamail";

  @AttributeDefinition(description = "Largest message, 1KB to 2GB; announced as SIZE.")
  String maxMessageSize() default "50MB";

  @AttributeDefinition(description = "Longest line of a message, CRLF included, 1000 to 16MB.")
  String maxLineLength() default "64KB";

  @AttributeDefinition(description = "Recipients of one message, 1 to 100000; more are put off to another transaction.")
  String maxRecipients() default "1000";

  @AttributeDefinition(description = "Connections at once, 1 to 100000.")
  String maxConnections() default "1000";

  @AttributeDefinition(
      description = "Connections at once from one address (IPv6: one /64) that is not trusted, 1 to 100000.")
  String maxConnectionsPerClient() default "250";

  @AttributeDefinition(description = "Refused commands since the last message taken, 1 to 10000; then 421.")
  String maxErrors() default "20";

  @AttributeDefinition(
      description = "Commands that bring no mail forward since the last message taken, 1 to 1000000; then 421.")
  String maxCommands() default "100";

  @AttributeDefinition(description = "Time for a command, 50ms to 1h.")
  String commandTimeout() default "5m";

  @AttributeDefinition(description = "Longest silence inside a message, 50ms to 1h.")
  String dataTimeout() default "3m";

  @AttributeDefinition(description = "Octets a second a message must come in with on the average, 0 to 1MB; 0 is no bound.")
  String minDataRate() default "500";

  @AttributeDefinition(description = "Longest time from the end of a message to its reply, 50ms to 1h; then 451.")
  String replyTimeout() default "1m";

  @AttributeDefinition(description = "Time for messages on their way when the listener closes, 0s to 1m.")
  String shutdownGrace() default "4s";

  @AttributeDefinition(description = "Event loops of this listener, 1 to 64; read when the listener is made.")
  String ioThreads() default "2";
}
