package org.karamail.itests.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.karamail.hook.Answer;
import org.karamail.hook.Bounce;
import org.karamail.hook.Call;
import org.karamail.hook.DataCommand;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Enqueue;
import org.karamail.hook.Helo;
import org.karamail.hook.HostAttempt;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Notes;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.RcptTo;
import org.karamail.hook.RecipientResult;
import org.karamail.hook.Rewrite;
import org.karamail.hook.RouteRequest;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.hook.command.EhloHook;
import org.karamail.hook.connection.ConnectHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.hook.delivery.BounceHook;
import org.karamail.hook.delivery.DeliveryAttemptHook;
import org.karamail.hook.delivery.DeliverySuccessHook;
import org.karamail.hook.delivery.OutboundMessageHook;
import org.karamail.hook.delivery.PreDeliveryHook;
import org.karamail.hook.delivery.RouteHook;
import org.karamail.hook.message.BodyHook;
import org.karamail.hook.message.HeadersHook;
import org.karamail.hook.message.MessageCompleteHook;
import org.karamail.hook.queue.DequeueHook;
import org.karamail.hook.queue.EnqueueHook;
import org.karamail.hook.transaction.DataHook;
import org.karamail.hook.transaction.MailFromHook;
import org.karamail.hook.transaction.RcptToHook;
import org.karamail.message.Body;
import org.karamail.model.Route;

/**
 * A plugin with a hook at most points of a message's life. What it does is told by local parts and subjects; each step
 * leaves its name in the message's notes, and the last one on the way in puts them into a field.
 */
public final class EverywherePlugin
    implements ConnectHook,
        EhloHook,
        MailFromHook,
        RcptToHook,
        DataHook,
        HeadersHook,
        BodyHook,
        ContentFilterHook,
        MessageCompleteHook,
        RouteHook,
        EnqueueHook,
        DequeueHook,
        PreDeliveryHook,
        OutboundMessageHook,
        DeliveryAttemptHook,
        DeliverySuccessHook,
        BounceHook,
        DisconnectHook {

  private static final String STEPS = "steps";

  private final String version = version();

  @Override
  public Verdict onConnect(Session session, Call call) {
    call.notes().put(Notes.Scope.CONNECTION, "greeted", true);
    return Verdict.proceed();
  }

  @Override
  public Verdict onEhlo(Helo helo, Call call) {
    return helo.name().startsWith("unwanted") ? Verdict.reject("5.7.1", "Unwanted").andClose() : Verdict.proceed();
  }

  @Override
  public Verdict onMailFrom(MailFrom mail, Call call) {
    call.notes().put(Notes.Scope.TRANSACTION, STEPS, version + " mail");
    return switch (mail.sender().mailbox().map(sender -> sender.localPart()).orElse("")) {
      case "refused" -> Verdict.reject("5.7.1", "Refused by " + version);
      case "broken" -> throw new IllegalStateException("a secret of the plugin");
      case "slow" -> Verdict.delay(Duration.ofSeconds(2), "slowly");
      default -> Verdict.proceed();
    };
  }

  @Override
  public Verdict onRcptTo(RcptTo rcpt, Call call) {
    transactionStep(call, "rcpt");
    return rcpt.recipient().localPart().equals("greylisted") ? Verdict.defer("4.7.1", "Come again") : Verdict.proceed();
  }

  @Override
  public Verdict onData(DataCommand data, Call call) {
    transactionStep(call, "data");
    return Verdict.proceed();
  }

  @Override
  public Verdict onHeaders(IncomingMessage message, Call call) {
    call.notes().put(Notes.Scope.MESSAGE, STEPS, call.notes().text(Notes.Scope.TRANSACTION, STEPS).orElse("") + " headers");
    return Verdict.proceed().with(Edits.addField("X-Everywhere", version));
  }

  @Override
  public Verdict onBody(IncomingMessage message, Call call) {
    messageStep(call, "body");
    return subject(message).startsWith("replace")
        ? Verdict.proceed().with(Edits.of(new Edit.ReplaceBody(replacement(message))))
        : Verdict.proceed();
  }

  @Override
  public Verdict onContentFilter(IncomingMessage message, Call call) {
    messageStep(call, "filter");
    String subject = subject(message);
    if (subject.startsWith("quarantine")) {
      return Verdict.quarantine("an operator should see this");
    }
    if (subject.startsWith("discard")) {
      return Verdict.discard("nobody should see this");
    }
    return subject.startsWith("reject") ? Verdict.reject("5.7.1", "Not this one") : Verdict.proceed();
  }

  @Override
  public Verdict onMessageComplete(IncomingMessage message, Call call) {
    String steps = messageStep(call, "complete");
    boolean greeted = call.notes().flag(Notes.Scope.CONNECTION, "greeted");
    return Verdict.proceed().with(Edits.addField("X-Steps", steps)).with(Edits.addField("X-Greeted", "" + greeted));
  }

  @Override
  public Answer<Route> onRoute(RouteRequest request, Call call) {
    messageStep(call, "route");
    return Answer.pass();
  }

  @Override
  public Verdict onEnqueue(Enqueue enqueue, Call call) {
    messageStep(call, "enqueue");
    return enqueue.recipient().address().localPart().startsWith("later")
        ? Verdict.delay(Duration.ofHours(2), "later")
        : Verdict.proceed();
  }

  @Override
  public Verdict onDequeue(QueuedMail mail, Call call) {
    messageStep(call, "dequeue");
    return Verdict.proceed();
  }

  @Override
  public Verdict onPreDelivery(QueuedMail mail, Call call) {
    messageStep(call, "pre");
    return Verdict.proceed();
  }

  @Override
  public Rewrite onOutboundMessage(QueuedMail mail, Call call) {
    return Rewrite.of(Edits.addField("X-Outbound", messageStep(call, "outbound")));
  }

  @Override
  public Verdict onDeliveryAttempt(HostAttempt attempt, Call call) {
    return Verdict.proceed();
  }

  @Override
  public void onDeliverySuccess(RecipientResult result, Call call) {
    call.log().info("everywhere saw {} for {}", result.state(), result.recipient().address());
  }

  @Override
  public Verdict onBounce(Bounce bounce, Call call) {
    return Verdict.proceed();
  }

  @Override
  public void onDisconnect(Disconnect end, Call call) {
    call.log().info("everywhere saw the end: {} after {} messages", end.reason(), end.messages());
  }

  private static void transactionStep(Call call, String step) {
    String before = call.notes().text(Notes.Scope.TRANSACTION, STEPS).orElse("");
    call.notes().put(Notes.Scope.TRANSACTION, STEPS, before + " " + step);
  }

  private static String messageStep(Call call, String step) {
    String steps = call.notes().text(Notes.Scope.MESSAGE, STEPS).orElse("") + " " + step;
    call.notes().put(Notes.Scope.MESSAGE, STEPS, steps);
    return steps;
  }

  private static String subject(IncomingMessage message) {
    return message.headers().first("Subject").map(field -> field.value()).orElse("");
  }

  private static Body replacement(IncomingMessage message) {
    try (InputStream in = message.body().open()) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return Body.of(("Replaced: " + text).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Written into the bundle by whoever made it. */
  private static String version() {
    try (InputStream in = EverywherePlugin.class.getResourceAsStream("/version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
