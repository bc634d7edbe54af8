package org.karamail.outbound.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.outbound.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail outbound SMTP",
    description = "How mail is given to other hosts: connections, time-outs, encryption.")
@interface OutboundConfiguration {

  @AttributeDefinition(
      name = "Name in EHLO",
      description = "What Karamail calls itself to other hosts; empty for its host name.",
      required = false)
  String heloName() default "";

  @AttributeDefinition(
      name = "Source address",
      description = "The IP address of this host to connect from; empty for the one that the system chooses.",
      required = false)
  String sourceAddress() default "";

  @AttributeDefinition(
      name = "Connections to a host",
      description = "How many connections to one host may be open at once: 1 to 1000.",
      required = false)
  String maxConnectionsPerHost() default "10";

  @AttributeDefinition(
      name = "Messages on a connection",
      description = "How many messages one connection may carry before it is closed: 1 to 1000000.",
      required = false)
  String maxMessagesPerConnection() default "100";

  @AttributeDefinition(
      name = "Idle connections",
      description = "How long a connection may wait for mail before it is closed: 1s to 1h.",
      required = false)
  String idleTimeout() default "5m";

  @AttributeDefinition(
      name = "Age of a connection",
      description = "How long a connection may be used before it is closed: 1s to 1h.",
      required = false)
  String maxConnectionAge() default "5m";

  @AttributeDefinition(
      name = "Signs of life",
      description = "How often an idle connection is asked (NOOP) whether it is alive: 1s to 1h.",
      required = false)
  String keepAliveInterval() default "1m";

  @AttributeDefinition(
      name = "Time to connect",
      description = "How long a connection may take to open, and how long mail waits for a free one: 1s to 1h.",
      required = false)
  String connectTimeout() default "30s";

  @AttributeDefinition(
      name = "Time to answer",
      description = "How long the answer to a command, or a TLS handshake, may take as a whole: 1s to 1h.",
      required = false)
  String replyTimeout() default "5m";

  @AttributeDefinition(
      name = "Time to take data",
      description = "How long the peer may take for each 32 KB of a message: 1s to 1h.",
      required = false)
  String dataTimeout() default "3m";

  @AttributeDefinition(
      name = "Time for the last answer",
      description = "How long the answer to the final dot may take; what comes later doubles mail: 1s to 1h.",
      required = false)
  String finalReplyTimeout() default "10m";

  @AttributeDefinition(
      name = "TLS",
      description =
          "What is asked of encryption where the route says nothing: none, opportunistic (when it works), require (any"
              + " certificate), verify (a certificate good for the host's name).",
      required = false)
  String tls() default "opportunistic";

  @AttributeDefinition(
      name = "Oldest TLS version",
      description = "The oldest version of TLS to be used: 1, 1.1, 1.2 or 1.3, as far as the JDK allows it.",
      required = false)
  String tlsMinVersion() default "1.2";

  @AttributeDefinition(
      name = "Cipher suites",
      description = "Cipher suites by their standard names, separated by commas; empty for those of the JDK.",
      required = false)
  String tlsCipherSuites() default "";

  @AttributeDefinition(
      name = "AUTH mechanisms",
      description = "How to authenticate, the best first: a list of CRAM-MD5, PLAIN, LOGIN, XOAUTH2.",
      required = false)
  String authMechanisms() default "CRAM-MD5, PLAIN, LOGIN";
}
