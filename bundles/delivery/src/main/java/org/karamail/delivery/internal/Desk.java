package org.karamail.delivery.internal;

import java.util.List;
import java.util.Optional;
import org.karamail.queue.Lease;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.StoreClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees each lease from its claim to the books: takes its slot, hands it to a worker, enters what came of it. Every lease
 * ends in {@link Books}, whatever fails on the way, and its slot with it.
 */
final class Desk {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Transports transports;
  private final MissingTransports missing;
  private final Slots slots;
  private final Workers workers;
  private final Courier courier;
  private final Reporter reporter;
  private final OutcomeTable table;
  private final Books books;
  private final Rest rest;
  private volatile boolean closed;

  Desk(
      Transports transports,
      MissingTransports missing,
      Slots slots,
      Workers workers,
      Courier courier,
      Reporter reporter,
      OutcomeTable table,
      Books books,
      Rest rest) {
    this.transports = transports;
    this.missing = missing;
    this.slots = slots;
    this.workers = workers;
    this.courier = courier;
    this.reporter = reporter;
    this.table = table;
    this.books = books;
    this.rest = rest;
  }

  /** Begins a lease. The dispatcher's thread only. */
  void begin(Lease lease) {
    if (lease.purpose() == Lease.Purpose.REPORT) {
      Slots.Slot slot = slots.take();
      workers.run(() -> guarded(lease, slot, () -> report(lease, slot)));
      return;
    }
    Optional<Transports.Known> transport = transports.find(lease.route().transport());
    if (transport.isPresent()) {
      Slots.Slot slot = slots.take(transport.get().site(lease.route()), transport.get().local());
      workers.run(() -> guarded(lease, slot, () -> deliver(lease, transport.get(), slot)));
    } else {
      putOff(lease);
    }
  }

  /** From now on leases that no worker has begun are given back. */
  void close() {
    closed = true;
  }

  /** A worker's whole task; the border where a bug of ours costs one lease a delay and nothing else. */
  private void guarded(Lease lease, Slots.Slot slot, Runnable work) {
    if (closed) {
      books.giveBack(lease, slot);
      return;
    }
    try {
      work.run();
    } catch (StoreClosedException notNow) {
      rest.begin();
      books.giveBack(lease, slot);
    } catch (RuntimeException | Error bug) {
      LOG.error("{}: given back after a fault of our own; please report it", lease.id(), bug);
      rest.begin();
      books.giveBack(lease, slot);
    }
  }

  private void deliver(Lease lease, Transports.Known transport, Slots.Slot slot) {
    Courier.Delivered delivered = courier.deliver(lease, transport, slot);
    books.enter(lease, delivered.updates(), List.of(), slot, delivered.ending());
  }

  private void report(Lease lease, Slots.Slot slot) {
    Reporter.Written written = reporter.write(lease);
    if (written.updates().isEmpty()) {
      rest.begin();
    }
    books.enter(lease, written.updates(), written.spawn(), slot, Books.Ending.NOBODY);
  }

  private void putOff(Lease lease) {
    Slots.Slot slot = slots.take();
    if (missing.mayComeYet(lease.route())) {
      books.giveBack(lease, slot);
      return;
    }
    String name = lease.route().transport();
    List<RecipientUpdate> updates =
        lease.recipients().stream().map(one -> table.withoutTransport(one, lease.envelope().sender(), name)).toList();
    books.enter(lease, updates, List.of(), slot, Books.Ending.NOBODY);
  }
}
