package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.intake.Acceptance.Accepted;
import org.karamail.intake.Intake;
import org.karamail.model.Mailbox;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.routing.Routing;
import org.karamail.settings.Units;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.Fate;
import org.karamail.shell.internal.view.TestSent;

/** {@code mail:test-send}: sends a small message, past the listeners and through all that follows, and tells what comes of it. */
@Service
@Command(
    scope = "mail",
    name = "test-send",
    description = "Sends a small message through hooks, queue and delivery, and tells what comes of it.")
public final class TestSendCommand implements Action {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Argument(name = "words", description = "None: recipients stand behind --to", multiValued = true, valueToShowInHelp = "")
  @Completion(OptionCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--to", description = "A recipient; once for each", multiValued = true)
  private List<String> to = List.of();

  @Option(name = "--from", description = "The sender, who gets a report when it fails; the postmaster unless said otherwise")
  private String from = "";

  @Option(name = "--wait", description = "How long to look for what comes of it: 0s to 10m")
  private String wait = "30s";

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable Routing routing;

  @Reference(optional = true)
  private @Nullable Intake intake;

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, words, this::send);
  }

  private void send(Invocation call) throws InterruptedException {
    if (!call.arguments().isEmpty()) {
      throw new Refusal("'" + call.arguments().get(0) + "' is no option; recipients stand behind --to");
    }
    if (to.isEmpty()) {
      throw new Refusal("say to whom: --to you@localhost");
    }
    Duration patience =
        Units.duration(wait)
            .filter(span -> span.compareTo(LONGEST) <= 0)
            .orElseThrow(() -> new Refusal("--wait " + wait + " is no time to wait; accepted are 0s to 10m"));
    MailQueueStore queue = Invocation.required(store);
    List<Mailbox> recipients = to.stream().map(TestSendCommand::address).distinct().toList();
    TestMessage message = TestMessage.of(from.isEmpty() ? open().postmaster() : address(from), recipients, call.now());
    Accepted accepted = message.handTo(open(), entrance());
    say(call, accepted.id() + " taken in: " + accepted.reply());
    List<Fate> fates = follow(new Fates(queue, accepted.id(), recipients), call, patience);
    TestSent sent = new TestSent(accepted.id(), accepted.reply(), patience, fates);
    call.answer(sent, json);
  }

  /** Looks until nothing more is to be expected in time, and says on the way what has happened. */
  private List<Fate> follow(Fates fates, Invocation call, Duration patience) throws InterruptedException {
    Map<Integer, Integer> told = new HashMap<>();
    long start = System.nanoTime();
    while (true) {
      List<Fate> seen = fates.look();
      for (Fate fate : seen) {
        fate.steps().stream().skip(told.getOrDefault(fate.index(), 0)).forEach(step -> say(call, step));
        told.put(fate.index(), fate.steps().size());
      }
      Duration left = patience.minusNanos(System.nanoTime() - start);
      if (left.isNegative() || seen.stream().noneMatch(fate -> fate.mayChangeBy(call.now().plus(left))) || call.isAlone()) {
        return seen;
      }
      Fates.breathe();
    }
  }

  private void say(Invocation call, String line) {
    if (!json) {
      call.say(line);
    }
  }

  private Routing open() {
    if (routing == null) {
      throw new Refusal("there is no routing: the bundle org.karamail.routing has not started; log:display tells why");
    }
    return routing;
  }

  private Intake entrance() {
    if (intake == null) {
      throw new Refusal("nothing can be taken in: the bundle org.karamail.intake has not started; log:display tells why");
    }
    return intake;
  }

  private static Mailbox address(String text) {
    return Mailbox.parse(text).orElseThrow(() -> new Refusal("'" + text + "' is no address; expected local-part@domain"));
  }
}
