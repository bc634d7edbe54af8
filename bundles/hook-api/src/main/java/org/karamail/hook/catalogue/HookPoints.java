package org.karamail.hook.catalogue;

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
      new HookPoint<>(
          "onReputationCheck",
          "security",
          ReputationCheckHook.class,
          Session.class,
          PointTraits.connectionGate(),
          ReputationCheckHook::onReputationCheck);

  public static final HookPoint<RateLimitCheckHook, RateLimitCheck> ON_RATE_LIMIT_CHECK =
      new HookPoint<>(
          "onRateLimitCheck",
          "security",
          RateLimitCheckHook.class,
          RateLimitCheck.class,
          PointTraits.commandGate(Cardinality.COMMAND),
          RateLimitCheckHook::onRateLimitCheck);

  public static final HookPoint<ConnectHook, Session> ON_CONNECT =
      new HookPoint<>(
          "onConnect",
          "connection",
          ConnectHook.class,
          Session.class,
          PointTraits.connectionGate(),
          ConnectHook::onConnect);

  public static final HookPoint<HeloHook, Helo> ON_HELO =
      new HookPoint<>(
          "onHelo",
          "command",
          HeloHook.class,
          Helo.class,
          PointTraits.commandGate(Cardinality.COMMAND),
          HeloHook::onHelo);

  public static final HookPoint<EhloHook, Helo> ON_EHLO =
      new HookPoint<>(
          "onEhlo",
          "command",
          EhloHook.class,
          Helo.class,
          PointTraits.commandGate(Cardinality.COMMAND),
          EhloHook::onEhlo);

  public static final HookPoint<StartTlsHook, Session> ON_START_TLS =
      new HookPoint<>(
          "onStartTls",
          "command",
          StartTlsHook.class,
          Session.class,
          PointTraits.commandGate(Cardinality.COMMAND),
          StartTlsHook::onStartTls);

  public static final HookPoint<CredentialsHook, CredentialsRequest> ON_CREDENTIALS =
      new HookPoint<>(
          "onCredentials",
          "command",
          CredentialsHook.class,
          CredentialsRequest.class,
          PointTraits.resolver(Caller.SMTP_SERVER, Cardinality.COMMAND, PointTraits.EARLY),
          CredentialsHook::onCredentials);

  public static final HookPoint<AuthHook, AuthAttempt> ON_AUTH =
      new HookPoint<>(
          "onAuth",
          "command",
          AuthHook.class,
          AuthAttempt.class,
          PointTraits.commandGate(Cardinality.COMMAND),
          AuthHook::onAuth);

  public static final HookPoint<MailFromHook, MailFrom> ON_MAIL_FROM =
      new HookPoint<>(
          "onMailFrom",
          "transaction",
          MailFromHook.class,
          MailFrom.class,
          PointTraits.commandGate(Cardinality.TRANSACTION),
          MailFromHook::onMailFrom);

  public static final HookPoint<SpfCheckHook, MailFrom> ON_SPF_CHECK =
      new HookPoint<>(
          "onSpfCheck",
          "authentication",
          SpfCheckHook.class,
          MailFrom.class,
          PointTraits.check(Caller.SMTP_SERVER, Cardinality.TRANSACTION, Set.of(Ingress.SMTP)),
          SpfCheckHook::onSpfCheck);

  public static final HookPoint<GreylistCheckHook, RcptTo> ON_GREYLIST_CHECK =
      new HookPoint<>(
          "onGreylistCheck",
          "security",
          GreylistCheckHook.class,
          RcptTo.class,
          PointTraits.commandGate(Cardinality.RECIPIENT),
          GreylistCheckHook::onGreylistCheck);

  public static final HookPoint<RcptToHook, RcptTo> ON_RCPT_TO =
      new HookPoint<>(
          "onRcptTo",
          "transaction",
          RcptToHook.class,
          RcptTo.class,
          PointTraits.commandGate(Cardinality.RECIPIENT),
          RcptToHook::onRcptTo);

  public static final HookPoint<DataHook, DataCommand> ON_DATA =
      new HookPoint<>(
          "onData",
          "transaction",
          DataHook.class,
          DataCommand.class,
          PointTraits.commandGate(Cardinality.TRANSACTION),
          DataHook::onData);

  public static final HookPoint<DkimVerifyHook, IncomingMessage> ON_DKIM_VERIFY =
      new HookPoint<>(
          "onDkimVerify",
          "authentication",
          DkimVerifyHook.class,
          IncomingMessage.class,
          PointTraits.check(Caller.INTAKE, Cardinality.MESSAGE, Set.of(Ingress.SMTP)),
          DkimVerifyHook::onDkimVerify);

  public static final HookPoint<DmarcCheckHook, IncomingMessage> ON_DMARC_CHECK =
      new HookPoint<>(
          "onDmarcCheck",
          "authentication",
          DmarcCheckHook.class,
          IncomingMessage.class,
          PointTraits.check(Caller.INTAKE, Cardinality.MESSAGE, Set.of(Ingress.SMTP)),
          DmarcCheckHook::onDmarcCheck);

  public static final HookPoint<HeadersHook, IncomingMessage> ON_HEADERS =
      new HookPoint<>(
          "onHeaders",
          "message",
          HeadersHook.class,
          IncomingMessage.class,
          PointTraits.contentGate(),
          HeadersHook::onHeaders);

  public static final HookPoint<BodyHook, IncomingMessage> ON_BODY =
      new HookPoint<>(
          "onBody",
          "message",
          BodyHook.class,
          IncomingMessage.class,
          PointTraits.contentGate(),
          BodyHook::onBody);

  public static final HookPoint<AntivirusScanHook, IncomingMessage> ON_ANTIVIRUS_SCAN =
      new HookPoint<>(
          "onAntivirusScan",
          "content",
          AntivirusScanHook.class,
          IncomingMessage.class,
          PointTraits.contentGate(),
          AntivirusScanHook::onAntivirusScan);

  public static final HookPoint<AntispamScanHook, IncomingMessage> ON_ANTISPAM_SCAN =
      new HookPoint<>(
          "onAntispamScan",
          "content",
          AntispamScanHook.class,
          IncomingMessage.class,
          PointTraits.contentGate(),
          AntispamScanHook::onAntispamScan);

  public static final HookPoint<ContentFilterHook, IncomingMessage> ON_CONTENT_FILTER =
      new HookPoint<>(
          "onContentFilter",
          "content",
          ContentFilterHook.class,
          IncomingMessage.class,
          PointTraits.contentGate(),
          ContentFilterHook::onContentFilter);

  public static final HookPoint<MessageCompleteHook, IncomingMessage> ON_MESSAGE_COMPLETE =
      new HookPoint<>(
          "onMessageComplete",
          "message",
          MessageCompleteHook.class,
          IncomingMessage.class,
          PointTraits.contentGate(),
          MessageCompleteHook::onMessageComplete);

  public static final HookPoint<RouteHook, RouteRequest> ON_ROUTE =
      new HookPoint<>(
          "onRoute",
          "delivery",
          RouteHook.class,
          RouteRequest.class,
          PointTraits.resolver(Caller.INTAKE, Cardinality.RECIPIENT, PointTraits.LATE),
          RouteHook::onRoute);

  public static final HookPoint<EnqueueHook, Enqueue> ON_ENQUEUE =
      new HookPoint<>(
          "onEnqueue",
          "queue",
          EnqueueHook.class,
          Enqueue.class,
          PointTraits.enqueueGate(),
          EnqueueHook::onEnqueue);

  public static final HookPoint<DequeueHook, QueuedMail> ON_DEQUEUE =
      new HookPoint<>(
          "onDequeue",
          "queue",
          DequeueHook.class,
          QueuedMail.class,
          PointTraits.outboundGate(Cardinality.ATTEMPT, HookFailure.Policy.DEFER),
          DequeueHook::onDequeue);

  public static final HookPoint<PreDeliveryHook, QueuedMail> ON_PRE_DELIVERY =
      new HookPoint<>(
          "onPreDelivery",
          "delivery",
          PreDeliveryHook.class,
          QueuedMail.class,
          PointTraits.outboundGate(Cardinality.ATTEMPT, HookFailure.Policy.DEFER),
          PreDeliveryHook::onPreDelivery);

  public static final HookPoint<OutboundMessageHook, QueuedMail> ON_OUTBOUND_MESSAGE =
      new HookPoint<>(
          "onOutboundMessage",
          "delivery",
          OutboundMessageHook.class,
          QueuedMail.class,
          PointTraits.rewriter(),
          OutboundMessageHook::onOutboundMessage);

  public static final HookPoint<DeliveryAttemptHook, HostAttempt> ON_DELIVERY_ATTEMPT =
      new HookPoint<>(
          "onDeliveryAttempt",
          "delivery",
          DeliveryAttemptHook.class,
          HostAttempt.class,
          PointTraits.outboundGate(Cardinality.HOST, HookFailure.Policy.DEFER),
          DeliveryAttemptHook::onDeliveryAttempt);

  public static final HookPoint<DeliverySuccessHook, RecipientResult> ON_DELIVERY_SUCCESS =
      new HookPoint<>(
          "onDeliverySuccess",
          "delivery",
          DeliverySuccessHook.class,
          RecipientResult.class,
          PointTraits.observer(Caller.DELIVERY, Cardinality.RECIPIENT),
          observed((DeliverySuccessHook hook, RecipientResult view, Call call) -> hook.onDeliverySuccess(view, call)));

  public static final HookPoint<DeliveryFailureHook, RecipientResult> ON_DELIVERY_FAILURE =
      new HookPoint<>(
          "onDeliveryFailure",
          "delivery",
          DeliveryFailureHook.class,
          RecipientResult.class,
          PointTraits.observer(Caller.DELIVERY, Cardinality.RECIPIENT),
          observed((DeliveryFailureHook hook, RecipientResult view, Call call) -> hook.onDeliveryFailure(view, call)));

  public static final HookPoint<QueueRetryHook, Retry> ON_QUEUE_RETRY =
      new HookPoint<>(
          "onQueueRetry",
          "queue",
          QueueRetryHook.class,
          Retry.class,
          PointTraits.retryGate(),
          QueueRetryHook::onQueueRetry);

  public static final HookPoint<BounceHook, Bounce> ON_BOUNCE =
      new HookPoint<>(
          "onBounce",
          "delivery",
          BounceHook.class,
          Bounce.class,
          PointTraits.bounceGate(),
          BounceHook::onBounce);

  public static final HookPoint<DisconnectHook, Disconnect> ON_DISCONNECT =
      new HookPoint<>(
          "onDisconnect",
          "connection",
          DisconnectHook.class,
          Disconnect.class,
          PointTraits.observer(Caller.SMTP_SERVER, Cardinality.CONNECTION),
          observed((DisconnectHook hook, Disconnect view, Call call) -> hook.onDisconnect(view, call)));

  public static final HookPoint<MetricsCollectHook, MetricsSink> ON_METRICS_COLLECT =
      new HookPoint<>(
          "onMetricsCollect",
          "metrics",
          MetricsCollectHook.class,
          MetricsSink.class,
          PointTraits.observer(Caller.HOOK_ENGINE, Cardinality.COLLECTION),
          observed((MetricsCollectHook hook, MetricsSink view, Call call) -> hook.onMetricsCollect(view, call)));

  public static final HookPoint<ErrorHook, HookFault> ON_ERROR =
      new HookPoint<>(
          "onError",
          "error",
          ErrorHook.class,
          HookFault.class,
          PointTraits.observer(Caller.HOOK_ENGINE, Cardinality.FAULT),
          observed((ErrorHook hook, HookFault view, Call call) -> hook.onError(view, call)));

  public static final HookPoint<RecoveryHook, HookRecovery> ON_RECOVERY =
      new HookPoint<>(
          "onRecovery",
          "error",
          RecoveryHook.class,
          HookRecovery.class,
          PointTraits.observer(Caller.HOOK_ENGINE, Cardinality.FAULT),
          observed((RecoveryHook hook, HookRecovery view, Call call) -> hook.onRecovery(view, call)));

  /** All of them, in order. */
  public static final List<HookPoint<? extends Hook, ?>> ALL =
      List.of(
          ON_REPUTATION_CHECK,
          ON_RATE_LIMIT_CHECK,
          ON_CONNECT,
          ON_HELO,
          ON_EHLO,
          ON_START_TLS,
          ON_CREDENTIALS,
          ON_AUTH,
          ON_MAIL_FROM,
          ON_SPF_CHECK,
          ON_GREYLIST_CHECK,
          ON_RCPT_TO,
          ON_DATA,
          ON_DKIM_VERIFY,
          ON_DMARC_CHECK,
          ON_HEADERS,
          ON_BODY,
          ON_ANTIVIRUS_SCAN,
          ON_ANTISPAM_SCAN,
          ON_CONTENT_FILTER,
          ON_MESSAGE_COMPLETE,
          ON_ROUTE,
          ON_ENQUEUE,
          ON_DEQUEUE,
          ON_PRE_DELIVERY,
          ON_OUTBOUND_MESSAGE,
          ON_DELIVERY_ATTEMPT,
          ON_DELIVERY_SUCCESS,
          ON_DELIVERY_FAILURE,
          ON_QUEUE_RETRY,
          ON_BOUNCE,
          ON_DISCONNECT,
          ON_METRICS_COLLECT,
          ON_ERROR,
          ON_RECOVERY);

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

  private static <H, V> Invocation<H, V> observed(Observation<H, V> observation) {
    return (hook, view, call) -> {
      observation.observe(hook, view, call);
      return Optional.empty();
    };
  }

  /** Calls the method of an observer, which answers nothing. */
  private interface Observation<H, V> {
    void observe(H hook, V view, Call call);
  }
}
