package org.karamail.queue.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/karamail.queue.cfg}. Everything is text: the component reads and judges it. */
@ObjectClassDefinition(
    name = "Karamail queue",
    description = "When deferred mail is tried again and given up, and what the queue may take of the disk.")
@interface QueueConfiguration {

  @AttributeDefinition(
      name = "Retry schedule",
      description =
          "The pauses after the first, second, … attempt, 100ms to 7d each, at most 50; the last one repeats. Or the name"
              + " of a schedule: elemta, mailmind, genro, rfc5321.",
      required = false)
  String retry() default "30s, 1m, 5m, 15m, 30m, 1h, 2h, 4h";

  @AttributeDefinition(
      name = "Retry jitter",
      description =
          "How far a pause strays either way, in percent, so that mail deferred together does not come back together;"
              + " 0% to 50%.",
      required = false)
  String retryJitter() default "20%";

  @AttributeDefinition(
      name = "Longest age",
      description = "How long after its first due time mail is given up and its sender told; 1m to 90d.",
      required = false)
  String maxAge() default "5d";

  @AttributeDefinition(
      name = "Longest age of reports",
      description = "The same for mail from the null sender, which nobody waits for; 1m to 90d.",
      required = false)
  String maxAgeOfReports() default "1d";

  @AttributeDefinition(
      name = "Disk reserve",
      description =
          "What must stay free where the queue lies; below it nothing is taken in and nothing is attempted; 0 to 1024GB.",
      required = false)
  String diskReserve() default "256MB";

  @AttributeDefinition(
      name = "Inline body limit",
      description =
          "Bodies up to this size lie in the database itself, larger ones in files of their own; 0 to 1MB. Applies to new"
              + " mail.",
      required = false)
  String inlineBodyLimit() default "128KB";

  @AttributeDefinition(
      name = "Keep history",
      description = "How long the history of a finished message can be looked up; 0s to 3650d.",
      required = false)
  String keepHistory() default "7d";

  @AttributeDefinition(
      name = "Keep failed mail",
      description =
          "How long mail that failed or expired is kept, body and all, so that it can be queued again; 0s to 365d.",
      required = false)
  String keepFailed() default "1d";
}
