/**
 * The contract of a queue store as tests: whoever writes a {@link org.karamail.queue.store.MailQueueStore} extends {@link
 * org.karamail.testkit.store.MailQueueStoreContract} and gives it a store.
 *
 * <p><b>What it pins.</b> Every promise of {@code org.karamail.queue.store} that can be seen from outside: what is
 * durable, what can be claimed and by whom, what an update changes, what operators' commands do, what the outbox and the
 * history tell, and that all of it is still so after a start. Each part of the contract is an interface of tests of its
 * own, named for what it is about.
 *
 * <p><b>What it cannot see.</b> That octets reached the platter: power cuts and failing disks need rigs of their own. It
 * stands in for a kill with a copy of the store's folder taken while the store is open.
 *
 * <p><b>Threads.</b> Each test has a store, a clock that stands still and a policy of its own. Deadlines are a minute, so
 * that they end a hanging test and judge nothing else.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit.store;
