/**
 * What lies in the database: keys and values.
 *
 * <p><b>Form.</b> A value is a run of fields, each of number, length and octets. A reader passes over numbers that it does
 * not know, so a minor version may add fields; it never changes the meaning of a number. Enumerations stand by their {@code
 * code()}. Keys are big-endian, so that ids sort by time.
 *
 * <p><b>Failures.</b> {@link org.karamail.rocksdb.internal.record.UnreadableRecordException} for everything that is not
 * what this release would have written; whoever reads sets the entry aside and goes on.
 *
 * <p><b>Threads.</b> Values are immutable; a writer belongs to one thread.
 */
package org.karamail.rocksdb.internal.record;
