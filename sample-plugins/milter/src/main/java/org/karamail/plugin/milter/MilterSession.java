package org.karamail.plugin.milter;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.karamail.hook.Call;
import org.karamail.hook.Helo;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.model.Mailbox;
import org.karamail.plugin.daemon.Deadline;
import org.karamail.plugin.daemon.Exchange;

/**
 * What all milters are told of one client's session, in the order in which they are configured; the first that refuses a
 * step is the last that is told of it. A milter that fails makes the call a fault: {@link UncheckedIOException}.
 *
 * <p>One call at a time: one that was given up may still be on its way out when the next one comes, which waits for it.
 */
final class MilterSession implements Closeable {

  /** No transaction is being told. */
  static final long NONE = 0;

  private final MilterSettings settings;
  private final List<Conversation> milters;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Optional<String> mechanism = Optional.empty();
  private volatile long usedAt = System.nanoTime();
  private volatile long transaction = NONE;
  private Optional<Draft> draft = Optional.empty();

  MilterSession(MilterSettings settings) {
    this.settings = settings;
    this.milters = settings.milters().stream().map(milter -> new Conversation(milter, settings)).toList();
  }

  MilterSettings settings() {
    return settings;
  }

  /** The transaction that is being told, by the number that {@link #sender} was given. */
  long transaction() {
    return transaction;
  }

  /** When it was last used, on the scale of {@link System#nanoTime}. */
  long usedAt() {
    return usedAt;
  }

  Verdict connected(Session client, Call call) {
    return inTurn(call, (milter, patience) -> milter.connected(Optional.of(client), Optional.empty(), patience));
  }

  Verdict greeted(Helo helo, Call call) {
    Optional<Session> client = Optional.of(helo.session());
    return inTurn(
        call,
        (milter, patience) -> {
          Verdict verdict = milter.connected(client, Optional.empty(), patience);
          return Conversation.isUndecided(verdict) ? milter.greeted(client, helo.name(), patience) : verdict;
        });
  }

  void loggedIn(String by) {
    mechanism = Optional.of(by);
  }

  Verdict sender(MailFrom mail, long number, Call call) {
    Optional<Session> client = Optional.of(mail.session());
    List<String> macros = Macros.sender(mail.sender(), client, mechanism);
    transaction = number;
    return inTurn(
        call,
        (milter, patience) -> {
          milter.connected(client, mail.session().helo(), patience);
          return milter.sender(macros, mail.sender(), mail.parameters(), patience);
        });
  }

  Verdict recipient(RcptTo rcpt, Call call) {
    return inTurn(call, (milter, patience) -> milter.recipient(rcpt.recipient(), rcpt.parameters(), patience));
  }

  Verdict data(Call call) {
    return inTurn(call, Conversation::data);
  }

  /** The message of the transaction that has been told. */
  Verdict message(Draft message, Call call) {
    transaction = NONE;
    draft = Optional.of(message);
    return content(message, call, (milter, patience) -> milter.message(message, patience));
  }

  /** A message whose envelope has not been told: all of it, now. Bodies that milters make outlive this session. */
  Verdict everything(Draft message, Call call) {
    return content(
        message,
        call,
        (milter, patience) -> {
          Verdict verdict = envelope(milter, message, patience);
          return Conversation.isUndecided(verdict) ? milter.message(message, patience) : verdict;
        });
  }

  /** The client is gone. A milter that does not hear our goodbye sees its connection end. */
  void end(Call call) throws IOException {
    try (this) {
      inTurn(
          call,
          (milter, patience) -> {
            milter.end(patience);
            return Verdict.proceed();
          });
    } catch (UncheckedIOException unheard) {
      call.log().debug("A milter was not told of the end", unheard);
    }
  }

  /** Lets go of everything at once; a call under way fails. */
  @Override
  public void close() throws IOException {
    for (Conversation milter : milters) {
      milter.close();
    }
    forgetDraft();
  }

  /** Its first refusal is the last word. */
  private Verdict inTurn(Call call, Talk talk) {
    return alone(
        call,
        patience -> {
          forgetDraft();
          for (Conversation milter : milters) {
            Verdict verdict = told(milter, talk, patience, call);
            if (Conversation.isRefusal(verdict)) {
              return verdict;
            }
          }
          return Verdict.proceed();
        });
  }

  private Verdict content(Draft message, Call call, Talk talk) {
    return alone(
        call,
        patience -> {
          Optional<Verdict> held = Optional.empty();
          for (Conversation milter : milters) {
            Verdict verdict = told(milter, talk, patience, call);
            switch (verdict.kind()) {
              case PROCEED, ACCEPT -> {}
              case QUARANTINE -> held = held.or(() -> Optional.of(verdict));
              default -> {
                return verdict;
              }
            }
          }
          return held.orElseGet(Verdict::proceed).with(message.edits());
        });
  }

  private static Verdict told(Conversation milter, Talk talk, Patience patience, Call call) throws IOException {
    try {
      Verdict verdict = talk.with(milter, patience);
      if (verdict.kind() != Verdict.Kind.PROCEED && verdict.kind() != Verdict.Kind.ACCEPT) {
        call.log().info("milter {} says {}", milter.milter(), verdict);
      }
      return verdict;
    } catch (IOException failed) {
      throw Exchange.named(milter.milter(), failed);
    }
  }

  private static Verdict envelope(Conversation milter, Draft message, Patience patience) throws IOException {
    Optional<Session> client = message.original().session();
    milter.connected(client, client.flatMap(Session::helo), patience);
    List<String> macros = Macros.sender(message.sender(), client, Optional.empty());
    Verdict verdict = milter.sender(macros, message.sender(), Map.of(), patience);
    for (Mailbox recipient : message.recipients()) {
      verdict = Conversation.isUndecided(verdict) ? milter.recipient(recipient, Map.of(), patience) : verdict;
    }
    return verdict;
  }

  private Verdict alone(Call call, Turn own) {
    Deadline last = Deadline.within(call.remaining(), call.remaining());
    try {
      if (!turn.tryLock(last.millis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the last call has not come back from the milters");
      }
      try {
        return own.on(new Patience(settings, last));
      } finally {
        usedAt = System.nanoTime();
        turn.unlock();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the milter has not answered: " + failed.getMessage(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    }
  }

  /** The transaction is over for which milters may have made another body. */
  private void forgetDraft() throws IOException {
    Optional<Draft> old = draft;
    draft = Optional.empty();
    if (old.isPresent()) {
      old.get().close();
    }
  }

  /** What is told one milter. */
  private interface Talk {
    Verdict with(Conversation milter, Patience patience) throws IOException;
  }

  /** What is done while nobody else is at it. */
  private interface Turn {
    Verdict on(Patience patience) throws IOException;
  }
}
