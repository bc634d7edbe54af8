/**
 * Group commit: tasks, the batch they share, the one thread that writes and syncs it, and what it does when that fails.
 *
 * <p><b>Threads.</b> Everything on the committer thread ({@code karamail-store-committer}) but {@link
 * org.karamail.rocksdb.internal.commit.Committer#submit}, which any may call. A task never waits there, and completes
 * stages whose continuations must not wait either.
 */
package org.karamail.rocksdb.internal.commit;
