package org.karamail.smtp.internal.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;

/**
 * A reply that comes later. The session holds no thread meanwhile: what the client sends is kept, the next frame is pulled
 * when the stage has completed.
 *
 * <p>The stage may complete on any thread. What follows from it runs on the event loop of the connection, in order with
 * everything else of the session, and answers the reply, or another Pending.
 *
 * @param <T> what is waited for
 */
public final class Pending<T> implements Response {

  private final CompletionStage<T> stage;
  private final Function<T, Response> next;
  private final Optional<Patience> patience;
  private final Runnable gone;

  private Pending(
      CompletionStage<T> stage, Function<T, Response> next, Optional<Patience> patience, Runnable gone) {
    this.stage = stage;
    this.next = next;
    this.patience = patience;
    this.gone = gone;
  }

  /**
   * How long the client is kept waiting.
   *
   * @param limit from now
   * @param answer asked for what it is told then, on the event loop; the stage goes on, what comes of it is not told
   */
  public record Patience(Duration limit, Supplier<Response> answer) {}

  /** Waits for the stage and goes on with its value; a stage that fails is answered as a fault of ours. */
  public static <T> Pending<T> of(CompletionStage<T> stage, Function<T, Response> next) {
    return new Pending<>(stage, next, Optional.empty(), () -> {});
  }

  /** The same, but waits no longer than this. */
  public Pending<T> within(Duration limit, Supplier<Response> otherwise) {
    return new Pending<>(stage, next, Optional.of(new Patience(limit, otherwise)), gone);
  }

  /** Runs this, on the event loop, when the client leaves while it is kept waiting. */
  public Pending<T> ifClientLeaves(Runnable then) {
    return new Pending<>(stage, next, patience, then);
  }

  public Optional<Patience> patience() {
    return patience;
  }

  /** The client has left; nobody will ask for the outcome. */
  public void cancel() {
    gone.run();
  }

  /** Whether {@link #outcome} can be asked for without waiting. */
  public boolean isDone() {
    return stage.toCompletableFuture().isDone();
  }

  /** Runs this when the stage completes, on whatever thread completes it. */
  public void onCompletion(Runnable wake) {
    stage.whenComplete((value, fault) -> wake.run());
  }

  /**
   * What follows; only when done, on the event loop, once.
   *
   * @throws java.util.concurrent.CompletionException if the stage failed
   */
  public Response outcome() {
    return next.apply(stage.toCompletableFuture().join());
  }

  /** Stands in for the code that James' dispatcher may ask for. */
  @Override
  public String getRetCode() {
    return "250";
  }

  @Override
  public List<CharSequence> getLines() {
    return List.of();
  }

  @Override
  public boolean isEndSession() {
    return false;
  }
}
