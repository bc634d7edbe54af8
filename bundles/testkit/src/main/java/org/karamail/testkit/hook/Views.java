package org.karamail.testkit.hook;

import java.time.Duration;
import java.util.Optional;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.catalogue.HookPoint;

/** A sample view for every point, for tests that run over several. */
public final class Views {

  private Views() {}

  /** The view that the point gives, with sample values. */
  public static <V> V of(HookPoint<?, V> point) {
    return point.view().cast(sample(point.view().getSimpleName()));
  }

  /** A time-out of a plugin {@code org.example.plugin}, as {@code onError} is told. */
  public static HookFault fault() {
    return new HookFault(
        "org.example.plugin",
        "1.0.0",
        "org.example.Gate",
        "onRcptTo",
        HookFault.Kind.TIMEOUT,
        "no answer within 2 s",
        Optional.empty(),
        Samples.NOON);
  }

  /** The end of a quarantine, as {@code onRecovery} is told. */
  public static HookRecovery recovery() {
    return new HookRecovery("org.example.plugin", "1.0.0", "org.example.Gate", "onRcptTo", Duration.ofMinutes(1));
  }

  private static Object sample(String view) {
    return switch (view) {
      case "Session" -> SessionView.sample();
      case "RateLimitCheck" -> RateLimitView.connecting();
      case "Helo" -> HeloView.sample();
      case "CredentialsRequest" -> CredentialsView.sample();
      case "AuthAttempt" -> AuthAttemptView.sample();
      case "MailFrom" -> MailFromView.sample();
      case "RcptTo" -> RcptToView.sample();
      case "DataCommand" -> DataView.sample();
      case "IncomingMessage" -> IncomingView.sample();
      case "RouteRequest" -> RouteView.sample();
      case "Enqueue" -> EnqueueView.sample();
      case "QueuedMail" -> QueuedView.sample();
      case "HostAttempt" -> HostView.sample();
      case "RecipientResult" -> ResultView.delivered();
      case "Retry" -> RetryView.sample();
      case "Bounce" -> BounceView.sample();
      case "Disconnect" -> DisconnectView.sample();
      case "MetricsSink" -> new RecordedMetrics();
      case "HookFault" -> fault();
      case "HookRecovery" -> recovery();
      default -> throw new IllegalArgumentException("the test kit has no sample of " + view);
    };
  }
}
