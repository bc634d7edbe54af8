package org.karamail.hook.engine.internal.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A plugin's activation on a hook thread: whoever hangs here loses a thread, and holds up nobody. */
final class Activation<T> implements Watched, PoolTask {

  private final String whose;
  private final Ledger ledger;
  private final Duration limit;
  private final Supplier<T> body;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final CompletableFuture<Activated<T>> result = new CompletableFuture<>();
  private Optional<T> found = Optional.empty();
  private volatile long deadline;

  Activation(String whose, Ledger ledger, Duration limit, Supplier<T> body) {
    this.whose = whose;
    this.ledger = ledger;
    this.limit = limit;
    this.body = body;
  }

  CompletionStage<Activated<T>> result() {
    return result;
  }

  @Override
  public void run() {
    deadline = System.nanoTime() + limit.toNanos();
    Answered answered = HookThread.current().runPluginCode(this, Optional.empty(), this::find);
    if (open.compareAndSet(true, false)) {
      result.complete(
          new Activated<>(answered.problem().isPresent() ? Optional.empty() : found,
              answered.problem().map(Problem::detail).orElse("")));
    }
  }

  @Override
  public boolean isShort() {
    return false;
  }

  private Answered find() {
    found = Optional.of(body.get());
    return Answered.of(true);
  }

  @Override
  public boolean isOpen() {
    return open.get();
  }

  @Override
  public boolean isOverdue(long now) {
    return now - deadline >= 0;
  }

  @Override
  public boolean expire() {
    boolean expired = open.compareAndSet(true, false);
    if (expired) {
      result.complete(new Activated<>(Optional.empty(), "its activation did not end within " + limit.toSeconds() + " s"));
    }
    return expired;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public String whose() {
    return whose;
  }
}
