/**
 * RocksDB, and nothing of it outside: loading the library, the column families and how they are tuned, reads, scans,
 * synced batches, copies.
 *
 * <p><b>Why so closed.</b> Using a native handle after it was closed crashes the JVM. {@link
 * org.karamail.rocksdb.internal.db.Database} is the one owner; no native type leaves this package.
 *
 * <p><b>Failures.</b> {@link org.karamail.rocksdb.internal.db.DiskFault}.
 *
 * <p><b>Threads.</b> {@code Database} on any; {@code Changes} belong to one.
 */
package org.karamail.rocksdb.internal.db;
