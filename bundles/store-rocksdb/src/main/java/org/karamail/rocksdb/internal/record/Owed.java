package org.karamail.rocksdb.internal.record;

import java.time.Instant;
import org.karamail.queue.ReportKind;

/**
 * A report that a sender is owed about a recipient.
 *
 * @param kind what it will say
 * @param since when it came to be owed; the window in which reports are merged counts from here
 */
public record Owed(ReportKind kind, Instant since) {}
