package org.karamail.queue.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

/**
 * The work that waits, in the order in which it is given out.
 *
 * <p><b>Two places.</b> Work waits for its time in one tree by due time. A claim first moves what has become due into the
 * line of its route; there it stands in the lane of its band, by priority value and then by message id. Nothing is ever
 * searched for: put, remove and claim cost the logarithm of what waits, a site without room costs two look-ups.
 *
 * <p><b>Who is next.</b> Reports come before deliveries and need no room on any route: they are cheap, there are never
 * more of them than failures, and a sender waits for them. Deliveries are taken site by site, one from each, and
 * within a site line by line: neither a million messages for one host nor ten thousand domains at one provider delay the
 * message for another. Sites with CRITICAL or HIGH work take turns among themselves first, three times out of four, so that an
 * urgent message does not wait until ten thousand other hosts have had their turn; the fourth goes to the round of all, so
 * that none starves. Within a line bands share the turns 16:8:4:2:1.
 *
 * <p><b>Sites.</b> The claim knows which site a route belongs to, and its answer changes when somebody finds out more, or
 * configures something else. A line is asked about when its first work becomes due and again at each of its turns, and moves
 * if the answer is another one. Of every site without room one line is asked about in each claim, another one each time, so
 * that none is held up by a site that it has left.
 *
 * <p><b>Ageing.</b> When the first LOW or BULK work of a line has waited for a slot for half an hour, its lane gets the
 * share of NORMAL; the work does not change its band. If it did, the rest of a campaign, older than any mail that comes
 * in now, would go before all of it. Waiting counts from the due time, but not from before the first claim: an hour
 * switched off is no waiting for a slot.
 *
 * <p><b>What it weighs.</b> A ticket of 40 octets and a tree node of 40, measured 79 a work with a million of them (ScheduleFootprint in
 * the tests). A route adds some 400 while anything waits for it.
 *
 * <p><b>Invariants.</b> A ticket is in exactly one tree: by due time or in a lane. A line is known while anything waits for
 * its route; it takes part in {@code turns} while it has due work, in {@code urgent} while it has CRITICAL or HIGH work.
 *
 * <p><b>Threads.</b> Any; one lock. What becomes due at once in great number is moved in slices, so that a commit does not
 * wait for it.
 */
public final class Schedule {

  private static final int SLICE = 2_000;
  private static final int URGENT_ROUNDS = 4;
  private static final Comparator<Work> REPORTS_BY_DUE =
      Comparator.comparing(Work::due).thenComparing(Work::id).thenComparing(Work::route, Ticket::compare);

  private final Object lock = new Object();
  private final TreeSet<Work> reports = new TreeSet<>(REPORTS_BY_DUE);
  private final TreeSet<Ticket> byDue = new TreeSet<>(Ticket.BY_DUE);
  private final Map<Route, Line> lines = new HashMap<>();
  private final Turns turns = new Turns();
  private final Turns urgent = new Turns();
  private long firstClaim = Long.MAX_VALUE;
  private long lastClaim = Long.MIN_VALUE;
  private boolean stoppedAtLimit;
  private int round;

  /** Lets work wait for its time. To put the same again changes nothing. */
  public void put(Work work) {
    synchronized (lock) {
      if (work.purpose() == Lease.Purpose.REPORT) {
        reports.add(work);
        return;
      }
      Line line = lines.computeIfAbsent(work.route(), Line::new);
      Ticket ticket = new Ticket(work, line);
      if (!line.contains(ticket) && byDue.add(ticket)) {
        line.expect();
      }
    }
  }

  /** Forgets work that waits, due or not; answers whether it was there. */
  public boolean remove(Work work) {
    synchronized (lock) {
      if (work.purpose() == Lease.Purpose.REPORT) {
        return reports.remove(work);
      }
      Line line = lines.get(work.route());
      return line != null && remove(new Ticket(work, line));
    }
  }

  private boolean remove(Ticket ticket) {
    Line line = ticket.line();
    boolean removed = byDue.remove(ticket) || line.remove(ticket);
    if (removed) {
      line.forget(1);
      seat(line);
    }
    return removed;
  }

  /**
   * Takes out what is due, in the order described above, at most {@code spec.maxLeases()}. Due works of one message on one
   * route come out as one, with the earliest due time. {@code spec.maxRecipients()} is the store's affair: it puts work
   * again for the recipients that did not fit.
   */
  public List<Work> claim(ClaimSpec spec) {
    long now = Ticket.nanos(spec.now());
    boolean more = true;
    while (more) {
      more = moveDue(now, spec.sites());
    }
    synchronized (lock) {
      firstClaim = Math.min(firstClaim, now);
      lastClaim = now;
      List<Work> claimed = new ArrayList<>();
      claimReports(spec, claimed);
      claimDeliveries(spec, now, claimed);
      stoppedAtLimit = claimed.size() == spec.maxLeases();
      return claimed;
    }
  }

  /** Moves one slice of what has become due into its lines; answers whether there is more. */
  private boolean moveDue(long now, ClaimSpec.Sites sites) {
    synchronized (lock) {
      for (int i = 0; i < SLICE; i++) {
        if (byDue.isEmpty() || byDue.first().due() > now) {
          return false;
        }
        Ticket ticket = byDue.first();
        byDue.remove(ticket);
        add(ticket, sites);
      }
      return true;
    }
  }

  private void add(Ticket ticket, ClaimSpec.Sites sites) {
    Line line = ticket.line();
    if (!line.hasDueWork()) {
      line.belongTo(sites.of(line.route()));
    }
    line.add(ticket);
    seat(line);
  }

  private void claimReports(ClaimSpec spec, List<Work> claimed) {
    while (claimed.size() < spec.maxLeases() && !reports.isEmpty() && !reports.first().due().isAfter(spec.now())) {
      Work report = reports.first();
      reports.remove(report);
      claimed.add(report);
    }
  }

  private void claimDeliveries(ClaimSpec spec, long now, List<Work> claimed) {
    Map<String, Integer> taken = new HashMap<>();
    Set<Line> moved = new HashSet<>();
    Predicate<String> hasRoom = site -> taken.getOrDefault(site, 0) < spec.roomFor(site);
    Optional<Line> next = claimed.size() < spec.maxLeases() ? nextLine(hasRoom) : Optional.empty();
    while (next.isPresent()) {
      Line line = next.get();
      if (moved.contains(line) || !moves(line, spec.sites())) {
        taken.merge(line.site(), 1, Integer::sum);
        claimed.add(line.take(now, firstClaim).work());
        seat(line);
      } else {
        moved.add(line);
      }
      next = claimed.size() < spec.maxLeases() ? nextLine(hasRoom) : Optional.empty();
    }
    urgent.readmit();
    turns.readmit().forEach(line -> moves(line, spec.sites()));
  }

  /** Lets a line go to the site it belongs to by now; answers whether it was at another. */
  private boolean moves(Line line, ClaimSpec.Sites sites) {
    String site = sites.of(line.route());
    if (site.equals(line.site())) {
      return false;
    }
    turns.leave(line);
    urgent.leave(line);
    line.belongTo(site);
    seat(line);
    return true;
  }

  private Optional<Line> nextLine(Predicate<String> hasRoom) {
    boolean urgentFirst = round++ % URGENT_ROUNDS != 0;
    Optional<Line> next = (urgentFirst ? urgent : turns).next(hasRoom);
    return next.isPresent() || !urgentFirst ? next : turns.next(hasRoom);
  }

  /** Gives a line the places that its work earns it, and forgets one for which nothing waits. */
  private void seat(Line line) {
    if (line.hasDueWork()) {
      turns.join(line);
    } else {
      turns.leave(line);
    }
    if (line.hasUrgentWork()) {
      urgent.join(line);
    } else {
      urgent.leave(line);
    }
    if (line.waiting() == 0) {
      lines.remove(line.route());
    }
  }

  /**
   * When the next claim is worth while: in the past when work is due now, empty when nothing waits. Work that the last
   * claim left because its site was full does not count: whoever makes room claims anyway.
   */
  public Optional<Instant> nextDue() {
    synchronized (lock) {
      if (stoppedAtLimit && !turns.isEmpty()) {
        return Optional.of(Ticket.instant(lastClaim));
      }
      Optional<Instant> report = reports.isEmpty() ? Optional.empty() : Optional.of(reports.first().due());
      Optional<Instant> delivery =
          byDue.isEmpty() ? Optional.empty() : Optional.of(Ticket.instant(byDue.first().due()));
      return report.isPresent() && delivery.isPresent() && delivery.get().isAfter(report.get())
          ? report
          : delivery.or(() -> report);
    }
  }

  /** How many DELIVER works wait for each route, due or not. */
  public Map<Route, Long> waiting() {
    synchronized (lock) {
      Map<Route, Long> waiting = new HashMap<>();
      lines.forEach((route, line) -> waiting.put(route, line.waiting()));
      return waiting;
    }
  }
}
