package org.karamail.hook.catalogue;

import static org.karamail.hook.catalogue.Cardinality.ATTEMPT;
import static org.karamail.hook.catalogue.Cardinality.COLLECTION;
import static org.karamail.hook.catalogue.Cardinality.COMMAND;
import static org.karamail.hook.catalogue.Cardinality.CONNECTION;
import static org.karamail.hook.catalogue.Cardinality.FAULT;
import static org.karamail.hook.catalogue.Cardinality.HOST;
import static org.karamail.hook.catalogue.Cardinality.MESSAGE;
import static org.karamail.hook.catalogue.Cardinality.RECIPIENT;
import static org.karamail.hook.catalogue.Cardinality.TRANSACTION;
import static org.karamail.hook.catalogue.PointTraits.EARLY;
import static org.karamail.hook.catalogue.PointTraits.LATE;
import static org.karamail.hook.catalogue.PointTraits.bounceGate;
import static org.karamail.hook.catalogue.PointTraits.check;
import static org.karamail.hook.catalogue.PointTraits.commandGate;
import static org.karamail.hook.catalogue.PointTraits.connectionGate;
import static org.karamail.hook.catalogue.PointTraits.contentGate;
import static org.karamail.hook.catalogue.PointTraits.enqueueGate;
import static org.karamail.hook.catalogue.PointTraits.observer;
import static org.karamail.hook.catalogue.PointTraits.outboundGate;
import static org.karamail.hook.catalogue.PointTraits.resolver;
import static org.karamail.hook.catalogue.PointTraits.retryGate;
import static org.karamail.hook.catalogue.PointTraits.rewriter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karamail.hook.AuthAttempt;
import org.karamail.hook.Bounce;
import org.karamail.hook.Call;
import org.karamail.hook.CredentialsRequest;
import org.karamail.hook.DataCommand;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Enqueue;
import org.karamail.hook.Helo;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.HostAttempt;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.MailFrom;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.RcptTo;
import org.karamail.hook.RecipientResult;
import org.karamail.hook.Retry;
import org.karamail.hook.RouteRequest;
import org.karamail.hook.Session;
import org.karamail.hook.authentication.DkimVerifyHook;
import org.karamail.hook.authentication.DmarcCheckHook;
import org.karamail.hook.authentication.SpfCheckHook;
import org.karamail.hook.command.AuthHook;
import org.karamail.hook.command.CredentialsHook;
import org.karamail.hook.command.EhloHook;
import org.karamail.hook.command.HeloHook;
import org.karamail.hook.command.StartTlsHook;
import org.karamail.hook.connection.ConnectHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.content.AntispamScanHook;
import org.karamail.hook.content.AntivirusScanHook;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.hook.delivery.BounceHook;
import org.karamail.hook.delivery.DeliveryAttemptHook;
import org.karamail.hook.delivery.DeliveryFailureHook;
import org.karamail.hook.delivery.DeliverySuccessHook;
import org.karamail.hook.delivery.OutboundMessageHook;
import org.karamail.hook.delivery.PreDeliveryHook;
import org.karamail.hook.delivery.RouteHook;
import org.karamail.hook.error.ErrorHook;
import org.karamail.hook.error.RecoveryHook;
import org.karamail.hook.message.BodyHook;
import org.karamail.hook.message.HeadersHook;
import org.karamail.hook.message.MessageCompleteHook;
import org.karamail.hook.metrics.MetricsCollectHook;
import org.karamail.hook.queue.DequeueHook;
import org.karamail.hook.queue.EnqueueHook;
import org.karamail.hook.queue.QueueRetryHook;
import org.karamail.hook.security.GreylistCheckHook;
import org.karamail.hook.security.RateLimitCheckHook;
import org.karamail.hook.security.ReputationCheckHook;
import org.karamail.hook.transaction.DataHook;
import org.karamail.hook.transaction.MailFromHook;
import org.karamail.hook.transaction.RcptToHook;

/**
 * Every point at which a plugin may be called, in the order of a message's life: the one list from which documentation,
 * shell, metric names and the tests that run over all points are made.
 */
public final class HookPoints {

  public static final HookPoint<ReputationCheckHook, Session> ON_REPUTATION_CHECK =
      asked(
          "onReputationCheck", ReputationCheckHook.class, Session.class,
          connectionGate(), ReputationCheckHook::onReputationCheck);

  public static final HookPoint<RateLimitCheckHook, RateLimitCheck> ON_RATE_LIMIT_CHECK =
      asked(
          "onRateLimitCheck", RateLimitCheckHook.class, RateLimitCheck.class,
          commandGate(COMMAND), RateLimitCheckHook::onRateLimitCheck);

  public static final HookPoint<ConnectHook, Session> ON_CONNECT =
      asked("onConnect", ConnectHook.class, Session.class, connectionGate(), ConnectHook::onConnect);

  public static final HookPoint<HeloHook, Helo> ON_HELO =
      asked("onHelo", HeloHook.class, Helo.class, commandGate(COMMAND), HeloHook::onHelo);

  public static final HookPoint<EhloHook, Helo> ON_EHLO =
      asked("onEhlo", EhloHook.class, Helo.class, commandGate(COMMAND), EhloHook::onEhlo);

  public static final HookPoint<StartTlsHook, Session> ON_START_TLS =
      asked("onStartTls", StartTlsHook.class, Session.class, commandGate(COMMAND), StartTlsHook::onStartTls);

  public static final HookPoint<CredentialsHook, CredentialsRequest> ON_CREDENTIALS =
      asked(
          "onCredentials", CredentialsHook.class, CredentialsRequest.class,
          resolver(Caller.SMTP_SERVER, COMMAND, EARLY), CredentialsHook::onCredentials);

  public static final HookPoint<AuthHook, AuthAttempt> ON_AUTH =
      asked("onAuth", AuthHook.class, AuthAttempt.class, commandGate(COMMAND), AuthHook::onAuth);

  public static final HookPoint<MailFromHook, MailFrom> ON_MAIL_FROM =
      asked("onMailFrom", MailFromHook.class, MailFrom.class, commandGate(TRANSACTION), MailFromHook::onMailFrom);

  public static final HookPoint<SpfCheckHook, MailFrom> ON_SPF_CHECK =
      asked(
          "onSpfCheck", SpfCheckHook.class, MailFrom.class,
          check(Caller.SMTP_SERVER, TRANSACTION, Set.of(Ingress.SMTP)), SpfCheckHook::onSpfCheck);

  public static final HookPoint<GreylistCheckHook, RcptTo> ON_GREYLIST_CHECK =
      asked(
          "onGreylistCheck", GreylistCheckHook.class, RcptTo.class,
          commandGate(RECIPIENT), GreylistCheckHook::onGreylistCheck);

  public static final HookPoint<RcptToHook, RcptTo> ON_RCPT_TO =
      asked("onRcptTo", RcptToHook.class, RcptTo.class, commandGate(RECIPIENT), RcptToHook::onRcptTo);

  public static final HookPoint<DataHook, DataCommand> ON_DATA =
      asked("onData", DataHook.class, DataCommand.class, commandGate(TRANSACTION), DataHook::onData);

  public static final HookPoint<DkimVerifyHook, IncomingMessage> ON_DKIM_VERIFY =
      asked(
          "onDkimVerify", DkimVerifyHook.class, IncomingMessage.class,
          check(Caller.INTAKE, MESSAGE, Set.of(Ingress.SMTP)), DkimVerifyHook::onDkimVerify);

  public static final HookPoint<DmarcCheckHook, IncomingMessage> ON_DMARC_CHECK =
      asked(
          "onDmarcCheck", DmarcCheckHook.class, IncomingMessage.class,
          check(Caller.INTAKE, MESSAGE, Set.of(Ingress.SMTP)), DmarcCheckHook::onDmarcCheck);

  public static final HookPoint<HeadersHook, IncomingMessage> ON_HEADERS =
      asked("onHeaders", HeadersHook.class, IncomingMessage.class, contentGate(), HeadersHook::onHeaders);

  public static final HookPoint<BodyHook, IncomingMessage> ON_BODY =
      asked("onBody", BodyHook.class, IncomingMessage.class, contentGate(), BodyHook::onBody);

  public static final HookPoint<AntivirusScanHook, IncomingMessage> ON_ANTIVIRUS_SCAN =
      asked(
          "onAntivirusScan", AntivirusScanHook.class, IncomingMessage.class,
          contentGate(), AntivirusScanHook::onAntivirusScan);

  public static final HookPoint<AntispamScanHook, IncomingMessage> ON_ANTISPAM_SCAN =
      asked(
          "onAntispamScan", AntispamScanHook.class, IncomingMessage.class,
          contentGate(), AntispamScanHook::onAntispamScan);

  public static final HookPoint<ContentFilterHook, IncomingMessage> ON_CONTENT_FILTER =
      asked(
          "onContentFilter", ContentFilterHook.class, IncomingMessage.class,
          contentGate(), ContentFilterHook::onContentFilter);

  public static final HookPoint<MessageCompleteHook, IncomingMessage> ON_MESSAGE_COMPLETE =
      asked(
          "onMessageComplete", MessageCompleteHook.class, IncomingMessage.class,
          contentGate(), MessageCompleteHook::onMessageComplete);

  public static final HookPoint<RouteHook, RouteRequest> ON_ROUTE =
      asked("onRoute", RouteHook.class, RouteRequest.class, resolver(Caller.INTAKE, RECIPIENT, LATE), RouteHook::onRoute);

  public static final HookPoint<EnqueueHook, Enqueue> ON_ENQUEUE =
      asked("onEnqueue", EnqueueHook.class, Enqueue.class, enqueueGate(), EnqueueHook::onEnqueue);

  public static final HookPoint<DequeueHook, QueuedMail> ON_DEQUEUE =
      asked(
          "onDequeue", DequeueHook.class, QueuedMail.class,
          outboundGate(ATTEMPT, HookFailure.Policy.DEFER), DequeueHook::onDequeue);

  public static final HookPoint<PreDeliveryHook, QueuedMail> ON_PRE_DELIVERY =
      asked(
          "onPreDelivery", PreDeliveryHook.class, QueuedMail.class,
          outboundGate(ATTEMPT, HookFailure.Policy.DEFER), PreDeliveryHook::onPreDelivery);

  public static final HookPoint<OutboundMessageHook, QueuedMail> ON_OUTBOUND_MESSAGE =
      asked(
          "onOutboundMessage", OutboundMessageHook.class, QueuedMail.class,
          rewriter(), OutboundMessageHook::onOutboundMessage);

  public static final HookPoint<DeliveryAttemptHook, HostAttempt> ON_DELIVERY_ATTEMPT =
      asked(
          "onDeliveryAttempt", DeliveryAttemptHook.class, HostAttempt.class,
          outboundGate(HOST, HookFailure.Policy.DEFER), DeliveryAttemptHook::onDeliveryAttempt);

  public static final HookPoint<DeliverySuccessHook, RecipientResult> ON_DELIVERY_SUCCESS =
      told(
          "onDeliverySuccess", DeliverySuccessHook.class, RecipientResult.class,
          observer(Caller.DELIVERY, RECIPIENT), DeliverySuccessHook::onDeliverySuccess);

  public static final HookPoint<DeliveryFailureHook, RecipientResult> ON_DELIVERY_FAILURE =
      told(
          "onDeliveryFailure", DeliveryFailureHook.class, RecipientResult.class,
          observer(Caller.DELIVERY, RECIPIENT), DeliveryFailureHook::onDeliveryFailure);

  public static final HookPoint<QueueRetryHook, Retry> ON_QUEUE_RETRY =
      asked("onQueueRetry", QueueRetryHook.class, Retry.class, retryGate(), QueueRetryHook::onQueueRetry);

  public static final HookPoint<BounceHook, Bounce> ON_BOUNCE =
      asked("onBounce", BounceHook.class, Bounce.class, bounceGate(), BounceHook::onBounce);

  public static final HookPoint<DisconnectHook, Disconnect> ON_DISCONNECT =
      told(
          "onDisconnect", DisconnectHook.class, Disconnect.class,
          observer(Caller.SMTP_SERVER, CONNECTION), DisconnectHook::onDisconnect);

  public static final HookPoint<MetricsCollectHook, MetricsSink> ON_METRICS_COLLECT =
      told(
          "onMetricsCollect", MetricsCollectHook.class, MetricsSink.class,
          observer(Caller.HOOK_ENGINE, COLLECTION), MetricsCollectHook::onMetricsCollect);

  public static final HookPoint<ErrorHook, HookFault> ON_ERROR =
      told("onError", ErrorHook.class, HookFault.class, observer(Caller.HOOK_ENGINE, FAULT), ErrorHook::onError);

  public static final HookPoint<RecoveryHook, HookRecovery> ON_RECOVERY =
      told(
          "onRecovery", RecoveryHook.class, HookRecovery.class,
          observer(Caller.HOOK_ENGINE, FAULT), RecoveryHook::onRecovery);

  /** All of them, in order. */
  public static final List<HookPoint<? extends Hook, ?>> ALL =
      List.of(
          ON_REPUTATION_CHECK, ON_RATE_LIMIT_CHECK, ON_CONNECT, ON_HELO, ON_EHLO, ON_START_TLS, ON_CREDENTIALS, ON_AUTH,
          ON_MAIL_FROM, ON_SPF_CHECK, ON_GREYLIST_CHECK, ON_RCPT_TO, ON_DATA, ON_DKIM_VERIFY, ON_DMARC_CHECK, ON_HEADERS,
          ON_BODY, ON_ANTIVIRUS_SCAN, ON_ANTISPAM_SCAN, ON_CONTENT_FILTER, ON_MESSAGE_COMPLETE, ON_ROUTE, ON_ENQUEUE,
          ON_DEQUEUE, ON_PRE_DELIVERY, ON_OUTBOUND_MESSAGE, ON_DELIVERY_ATTEMPT, ON_DELIVERY_SUCCESS, ON_DELIVERY_FAILURE,
          ON_QUEUE_RETRY, ON_BOUNCE, ON_DISCONNECT, ON_METRICS_COLLECT, ON_ERROR, ON_RECOVERY);

  private HookPoints() {}

  /**
   * The point of this name; {@code onBeforeDelivery} is the other name of onPreDelivery.
   *
   * @return empty when there is none
   */
  public static Optional<HookPoint<? extends Hook, ?>> named(String name) {
    String wanted = name.equals("onBeforeDelivery") ? ON_PRE_DELIVERY.name() : name;
    return ALL.stream().filter(point -> point.name().equals(wanted)).findFirst();
  }

  private static <H extends Hook, V> HookPoint<H, V> asked(
      String name, Class<H> type, Class<V> view, HookPoint.Traits traits, Invocation<H, V> invocation) {
    return new HookPoint<>(name, category(type), type, view, traits, invocation);
  }

  private static <H extends Hook, V> HookPoint<H, V> told(
      String name, Class<H> type, Class<V> view, HookPoint.Traits traits, Observation<H, V> observation) {
    return asked(
        name,
        type,
        view,
        traits,
        (hook, seen, call) -> {
          observation.observe(hook, seen, call);
          return Optional.empty();
        });
  }

  /** Hooks of a category share a package of that name. */
  private static String category(Class<?> type) {
    String home = type.getPackageName();
    return home.substring(home.lastIndexOf('.') + 1);
  }

  /** Calls the method of an observer, which answers nothing. */
  private interface Observation<H, V> {
    void observe(H hook, V view, Call call);
  }
}
