/**
 * What is done when the disk has not kept what it was given: how the store opens all the same, what goes aside, and what is
 * marked as doubtful.
 *
 * <p><b>Promises.</b> Damage never stops the start, nothing damaged is ever delivered, and nothing is deleted that has not
 * been copied to {@code aside/} before.
 *
 * <p><b>Threads.</b> Whoever opens the store, while nobody else uses it.
 */
package org.karamail.rocksdb.internal.recovery;
