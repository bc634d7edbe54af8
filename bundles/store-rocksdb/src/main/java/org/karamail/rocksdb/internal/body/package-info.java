/**
 * Bodies: of drafts, gathered in memory or spilled to a file, and of queued messages, inline or in a file.
 *
 * <p><b>Promises.</b> No body is an array larger than the inline limit. All drafts together take no more heap than their
 * budget. A file is on disk, and its name, before its message is committed. Large bodies for other hosts come in no faster than
 * they go out: {@link org.karamail.rocksdb.internal.body.Inflow}.
 *
 * <p><b>Threads.</b> Files are written and synced on the writer pool only; readers read on their own thread.
 */
package org.karamail.rocksdb.internal.body;
