package org.karamail.plugin.milter;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;
import org.karamail.plugin.daemon.DaemonAddress;

/**
 * What one milter is told of one client's session, over one connection.
 *
 * <pre>
 *   offer → connect → helo → ( mail → rcpt … → data → header … → end of header → body … → end | abort ) … → quit
 *   each step is answered: continue goes on; accept, reject, tempfail, discard and a reply code decide
 * </pre>
 *
 * <p>What is decided at connect or helo holds for the session, what is decided at another step for the transaction; only a
 * recipient is refused alone. A connection that fails is gone until the next transaction: its steps are faults.
 *
 * <p>Used by one thread at a time; {@link MilterSession} sees to that.
 */
final class Conversation implements Closeable {

  private final DaemonAddress milter;
  private final MilterSettings settings;
  private Optional<MilterLine> line = Optional.empty();
  private Optional<String> greeted = Optional.empty();
  private Verdict session = Verdict.proceed();
  private Verdict transaction = Verdict.proceed();
  private boolean open;
  private boolean askedForData;

  Conversation(DaemonAddress milter, MilterSettings settings) {
    this.milter = milter;
    this.settings = settings;
  }

  DaemonAddress milter() {
    return milter;
  }

  /** The client is there: tells the milter of it, and of its greeting if there was one, unless that is done. */
  Verdict connected(Optional<Session> client, Optional<String> helo, Patience patience) throws IOException {
    if (line.isPresent() && line.get().isOver()) {
      hangUp();
    }
    if (line.isEmpty() && isUndecided(session)) {
      line = Optional.of(MilterLine.open(milter, patience));
      greeted = Optional.empty();
      session = tell(Step.CONNECT, Macros.connection(client, settings.hostname()), Told.connected(client), patience);
    }
    boolean news = helo.isPresent() && !helo.equals(greeted);
    return news ? greeted(client, helo.get(), patience) : endedSession();
  }

  /** The client has introduced itself, which ends a transaction. */
  Verdict greeted(Optional<Session> client, String name, Patience patience) throws IOException {
    if (isUndecided(session) && line.isPresent()) {
      abort(patience);
      greeted = Optional.of(name);
      session = tell(Step.HELO, Macros.greeting(client), Told.greeted(name), patience);
    }
    return endedSession();
  }

  /** A transaction begins; one that has not come to its end is called off. */
  Verdict sender(List<String> macros, ReversePath sender, Map<String, String> parameters, Patience patience)
      throws IOException {
    abort(patience);
    askedForData = false;
    transaction = session;
    open = isUndecided(session);
    return open ? decided(tell(Step.MAIL, macros, Told.sender(sender, parameters), patience)) : transaction;
  }

  /** Its no concerns this recipient alone. */
  Verdict recipient(Mailbox recipient, Map<String, String> parameters, Patience patience) throws IOException {
    if (!isUndecided(transaction)) {
      return transaction;
    }
    Verdict verdict = tell(Step.RCPT, Macros.recipient(recipient), Told.recipient(recipient, parameters), patience);
    return isRefusal(verdict) ? verdict : decided(verdict);
  }

  Verdict data(Patience patience) throws IOException {
    boolean news = isUndecided(transaction) && !askedForData;
    askedForData = true;
    return news ? decided(tell(Step.DATA, Macros.none(), Packet.of(Step.DATA.command()), patience)) : transaction;
  }

  /** The message itself; the transaction is over then. What the milter changes, it changes in the draft. */
  Verdict message(Draft draft, Patience patience) throws IOException {
    if (isUndecided(data(patience))) {
      transaction = onLine(patience, new MessageTelling(draft)::on);
      open = false;
    }
    return transaction;
  }

  static boolean isUndecided(Verdict verdict) {
    return verdict.kind() == Verdict.Kind.PROCEED;
  }

  static boolean isRefusal(Verdict verdict) {
    return verdict.kind() == Verdict.Kind.REJECT || verdict.kind() == Verdict.Kind.DEFER;
  }

  /** Says goodbye. */
  void end(Patience patience) throws IOException {
    abort(patience);
    if (line.isPresent()) {
      onLine(patience, MilterLine::bye);
    }
    hangUp();
  }

  @Override
  public void close() throws IOException {
    hangUp();
  }

  private void abort(Patience patience) throws IOException {
    if (open && line.isPresent()) {
      onLine(patience, MilterLine::abort);
    }
    open = false;
  }

  /** A milter that has decided about the session has nothing more to do in it. */
  private Verdict endedSession() throws IOException {
    if (!isUndecided(session)) {
      hangUp();
    }
    return session;
  }

  /** Its answer holds for the rest of the transaction. */
  private Verdict decided(Verdict verdict) {
    transaction = verdict;
    open = isUndecided(verdict);
    return verdict;
  }

  private Verdict tell(Step step, List<String> macros, Packet packet, Patience patience) throws IOException {
    return onLine(patience, on -> on.tell(step, macros, packet));
  }

  /** A line on which something has failed is not used again. */
  private Verdict onLine(Patience patience, MilterLine.Talk talk) throws IOException {
    MilterLine current =
        line.orElseThrow(() -> new IOException("the connection was lost earlier in this transaction"));
    try {
      return talk.on(current.within(patience));
    } catch (IOException | RuntimeException failed) {
      hangUpAfter(failed);
      throw failed;
    }
  }

  private void hangUpAfter(Exception failed) {
    try {
      hangUp();
    } catch (IOException again) {
      failed.addSuppressed(again);
    }
  }

  private void hangUp() throws IOException {
    Optional<MilterLine> gone = line;
    line = Optional.empty();
    open = false;
    if (gone.isPresent()) {
      gone.get().close();
    }
  }
}
