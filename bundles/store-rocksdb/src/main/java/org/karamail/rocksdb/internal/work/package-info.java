/**
 * The rules: which changes of a recipient follow from an outcome or a command, and what of the queue is in memory.
 *
 * <p><b>Threads.</b> {@link org.karamail.rocksdb.internal.work.OpenWork} on any; a {@link
 * org.karamail.rocksdb.internal.work.Dossier} belongs to the thread that loaded it; the rest are pure functions.
 */
package org.karamail.rocksdb.internal.work;
