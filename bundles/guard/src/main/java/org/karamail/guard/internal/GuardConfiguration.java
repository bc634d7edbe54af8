package org.karamail.guard.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.guard.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail guard",
    description = "How many limits are remembered, and whether several nodes share them.")
@interface GuardConfiguration {

  @AttributeDefinition(
      name = "Keys in memory",
      description = "How many limited clients, senders and so on are remembered; the one used longest ago is forgotten first:"
          + " 1000 to 10000000, about 300 octets each.",
      required = false)
  String maxKeys() default "100000";

  @AttributeDefinition(
      name = "Redis",
      description = "The Redis server through which nodes share their limits, with a port where it is not 6379. Default: none,"
          + " each node has limits of its own.",
      required = false)
  String redis() default "";

  @AttributeDefinition(
      name = "Redis port",
      description = "Its port, where the server is named without one: 1 to 65535.",
      required = false)
  String redisPort() default "6379";

  @AttributeDefinition(
      name = "Redis password",
      description = "What AUTH is sent with. Default: no AUTH is sent.",
      type = AttributeType.PASSWORD,
      required = false)
  String redisPassword() default "";

  @AttributeDefinition(
      name = "Redis database",
      description = "The number of the database: 0 to 1000.",
      required = false)
  String redisDatabase() default "0";

  @AttributeDefinition(
      name = "Redis time-out",
      description = "How long a connection, or an answer, is waited for before this node decides alone: 10ms to 10s.",
      required = false)
  String redisTimeout() default "250ms";

  @AttributeDefinition(
      name = "Prefix of keys",
      description = "What the keys in Redis begin with; nodes with the same prefix share their limits.",
      required = false)
  String redisPrefix() default "karamail:guard:";
}
