package org.karamail.shell.internal.command;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.selector.SelectorSyntax;
import org.karamail.shell.internal.view.Amounts;
import org.karamail.shell.internal.view.Changed;

/**
 * A change of what a selector means.
 *
 * @param store where
 * @param selector what
 */
record Change(MailQueueStore store, Selector selector) {

  private static final int COUNTED = 10_000;

  /** Reads the selector; ids that the queue does not know are refused. */
  static Change of(MailQueueStore store, Invocation call) {
    Selector selector = SelectorSyntax.parse(call.arguments(), call.now());
    refuseUnknown(store, selector.ids());
    return new Change(store, selector);
  }

  static void refuseUnknown(MailQueueStore store, Collection<QueueId> ids) {
    ids.stream()
        .sorted()
        .filter(id -> store.get(id).isEmpty())
        .findFirst()
        .ifPresent(
            id -> {
              throw unknown(store, id);
            });
  }

  /** Why the queue does not hold this message. */
  static Refusal unknown(MailQueueStore store, QueueId id) {
    return store.history(id).isEmpty()
        ? new Refusal("no message " + id + " in the queue")
        : new Refusal("message " + id + " is finished and has left the queue; mail:trace " + id + " shows its way");
  }

  boolean isOfIdsOnly() {
    return !selector.ids().isEmpty();
  }

  /** Refuses, and says what it would have done. */
  void refuseUnlessSure(String verb) throws InterruptedException {
    Page page = Page.read(store, selector, Optional.empty(), COUNTED, message -> true);
    long recipients = page.messages().stream().mapToLong(this::meant).sum();
    String most = page.more() ? "at least " : "";
    throw new Refusal(
        "this would " + verb + " " + most + Amounts.count(recipients, "recipient") + " of " + most
            + Amounts.count(page.messages().size(), "message") + "; add --yes to do it");
  }

  private long meant(QueuedMessage message) {
    return message.recipients().stream()
        .filter(one -> !one.state().isFinal() && selector.matches(message, one))
        .count();
  }

  /** Waits until it is done. */
  Changed made(String done, CompletionStage<Integer> stage, String nothing) throws InterruptedException {
    return new Changed(done, Invocation.await(stage), nothing);
  }
}
