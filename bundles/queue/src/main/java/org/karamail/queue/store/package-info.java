/**
 * The store SPI: what a durable queue must do, whatever it is built on.
 *
 * <p><b>What it promises.</b>
 *
 * <ul>
 *   <li>What a completed stage of {@link org.karamail.queue.store.Draft#commit}, {@code update}, {@code hold}, … stands for
 *       is on disk, past a kill and a power cut, and so are the events of that change: both are one batch.
 *   <li>A message can be claimed only after its commit is durable; a commit that failed is never delivered.
 *   <li>Two leases of one recipient never overlap; an update under an old epoch is refused.
 *   <li>No body is ever an array that grows with the message.
 * </ul>
 *
 * <p><b>Threads.</b> Every method may be called on any thread. Stages complete on the store's own committer thread:
 * whoever continues there must not wait.
 *
 * <p><b>Failures.</b> {@link org.karamail.queue.store.StoreClosedException}: nothing may be taken in now; the reply it
 * carries says why. Stages fail with it when a write did. Recovery needs no caller: the store reopens itself and says so in
 * {@link org.karamail.queue.store.MailQueueStore#health}.
 *
 * <p>The contract suite of the {@code testkit} runs against every implementation.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.queue.store;
