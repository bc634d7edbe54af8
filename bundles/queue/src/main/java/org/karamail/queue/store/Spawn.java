package org.karamail.queue.store;

/**
 * A message that an update gives rise to, committed in the same batch: a report is as durable as the failure it reports.
 *
 * @param draft its body is complete; ended by the update
 * @param submission the rest of it
 */
public record Spawn(Draft draft, Submission submission) {}
