package org.karamail.rocksdb.internal.recovery;

import java.util.Set;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.db.Database;

/**
 * A database that is open, and what had to be done for that.
 *
 * @param database open
 * @param wasDamaged whether anything was not as it was written
 * @param doubtful messages that were read from behind a damaged place: what was lost there may have concerned them
 * @param allDoubtful whether that holds for all messages
 */
public record Mended(Database database, boolean wasDamaged, Set<QueueId> doubtful, boolean allDoubtful) {}
