package org.karamail.hook.engine.internal.run;

/** Plugin code on a hook thread, with a deadline that the {@link Watchdog} keeps. */
interface Watched {

  /** Whether nobody has closed it yet. */
  boolean isOpen();

  boolean isOverdue(long now);

  /** Closes it because its time is over and does what follows from that; answers whether it was open. */
  boolean expire();

  /** Where a thread that does not come back is counted. */
  Ledger ledger();

  /** Whose code it is, for the log. */
  String whose();
}
