/**
 * The durable queue of a single node: {@link org.karamail.queue.store.MailQueueStore} on an embedded RocksDB.
 *
 * <p><b>What lies where.</b> Below {@code <data>/queue}: {@code db/} the database (envelopes, headers, recipients, small
 * bodies, history, outbox), {@code bodies/} large bodies, {@code aside/} what could not be read, {@code native/} RocksDB's
 * library, {@code lock}.
 *
 * <p><b>The life of a message in here.</b>
 *
 * <pre>
 *  begin ---> draft (memory, or a file) ---> commit --+
 *                                                     |   one batch, one sync      in memory
 *  update (outcomes, reports) ------------------------+--> committer ---> disk ---> schedule ---> claim ---> lease
 *                                                     |                                                        |
 *  hold, release, requeue, cancel --------------------+          update or giveBack &lt;------------------------+
 * </pre>
 *
 * <p><b>Promises.</b> Those of the SPI. A stage completes after the sync. A message can be claimed only then.
 *
 * <p><b>Threads.</b> {@code karamail-store-committer} writes and syncs, and completes stages; {@code
 * karamail-store-writer-N} write body files; {@code karamail-store-upkeep-1} looks at the disk, purges, copies and goes
 * through what commands mean. Callers read on their own thread.
 *
 * <p><b>Failures.</b> After a failed write the store is closed for new mail, opens its database anew and goes on by itself;
 * {@code health} says so meanwhile. A disk that others have filled while the store was writing tables may have to give up to
 * 64 MB before it opens; the reserve keeps more than that, but only from mail.
 *
 * <p><b>Damage</b> is what {@link org.karamail.rocksdb.internal.recovery.Mending} is for: it never stops the start; what is
 * doubtful is HELD, what cannot be read goes aside. A log file that is gone without a trace is the one loss that nobody can
 * notice.
 *
 * <p><b>See also.</b> {@link org.karamail.rocksdb.internal.commit.Committer} for what happens when a write fails, {@link
 * org.karamail.rocksdb.internal.work.OpenWork} for what is in memory.
 */
package org.karamail.rocksdb.internal;
