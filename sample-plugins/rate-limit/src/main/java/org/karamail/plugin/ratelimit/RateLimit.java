package org.karamail.plugin.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Guard;
import org.karamail.guard.Rate;
import org.karamail.hook.Call;
import org.karamail.hook.Duty;
import org.karamail.hook.Later;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.Outcome;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.RateLimitCheck.Stage;
import org.karamail.hook.Verdict;
import org.karamail.hook.metrics.MetricsCollectHook;
import org.karamail.hook.security.RateLimitCheckHook;
import org.karamail.model.Reply;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the guard at every step that has limits, and tells who is too fast when to come back. */
@Component(name = "ratelimit", configurationPid = RateLimitSettings.PID)
@Designate(ocd = RateLimitConfiguration.class)
public final class RateLimit implements RateLimitCheckHook, MetricsCollectHook {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimit.class);
  private static final int CLOSING = 421;
  private static final int TRY_AGAIN = 451;
  private static final long SHORT_SECONDS = 120;

  private final Guard guard;
  private final LastGood<RateLimitSettings> settings;
  private final Duty duty = new Duty();
  private final Map<Limit, LongAdder> exceeded = new ConcurrentHashMap<>();

  @Activate
  public RateLimit(@Reference Guard guard, Map<String, Object> properties) {
    this.guard = guard;
    this.settings = new LastGood<>(LOG, settings(properties), RateLimitSettings::read);
    takeUpDuty();
  }

  @Modified
  void modified(Map<String, Object> properties) {
    settings.offer(settings(properties));
    takeUpDuty();
  }

  @Override
  public Duty duty() {
    return duty;
  }

  @Override
  public Outcome<Verdict> onRateLimitCheck(RateLimitCheck check, Call call) {
    Map<Limit, Claim> claims = claims(check, settings.get());
    if (claims.isEmpty()) {
      return Verdict.proceed();
    }
    CompletableFuture<Verdict> verdict =
        guard
            .take(List.copyOf(claims.values()))
            .thenApply(decision -> verdict(check, claims, decision, call))
            .toCompletableFuture();
    return verdict.isDone() ? verdict.join() : Later.of(verdict);
  }

  @Override
  public void onMetricsCollect(MetricsSink sink, Call call) {
    exceeded.forEach((limit, count) -> sink.counter("exceeded_total", (double) count.sum(), Map.of("limit", limit.key())));
  }

  private static Map<Limit, Claim> claims(RateLimitCheck check, RateLimitSettings rules) {
    boolean exempt = rules.isExempt(check.session().remoteAddress());
    return rules.rates().entrySet().stream()
        .filter(entry -> entry.getKey().stage() == check.stage())
        .filter(entry -> !exempt || !entry.getKey().scope().isByAddress())
        .flatMap(entry -> claim(check, rules, entry.getKey(), entry.getValue()).map(claim -> Map.entry(entry.getKey(), claim)).stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Optional<Claim> claim(RateLimitCheck check, RateLimitSettings rules, Limit limit, List<Rate> rates) {
    return limit.scope().name(check, rules).map(name -> new Claim("ratelimit:" + limit.key() + ":" + name, rates, 1));
  }

  private Verdict verdict(RateLimitCheck check, Map<Limit, Claim> claims, Decision decision, Call call) {
    if (!(decision instanceof Decision.Exceeded refused)) {
      return Verdict.proceed();
    }
    Limit limit = limit(claims, refused.claim());
    exceeded.computeIfAbsent(limit, first -> new LongAdder()).increment();
    call.log().info("{} = {} is used up; told to wait {}", limit.key(), refused.rate(), text(refused.waiting()));
    String text = "Too many " + limit.what() + "; try again in " + text(refused.waiting());
    return check.stage() == Stage.CONNECT
        ? Verdict.defer(Reply.of(CLOSING, "4.7.1", text)).andClose()
        : Verdict.defer(Reply.of(TRY_AGAIN, "4.7.1", text));
  }

  private static Limit limit(Map<Limit, Claim> claims, Claim refused) {
    return claims.entrySet().stream()
        .filter(entry -> entry.getValue().equals(refused))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the guard refused what was not claimed: " + refused));
  }

  private static String text(Duration waiting) {
    long seconds = Math.max(1, waiting.plusNanos(999_999_999).toSeconds());
    return seconds < SHORT_SECONDS ? seconds + " s" : (seconds + 59) / 60 + " min";
  }

  private void takeUpDuty() {
    duty.everywhereIf(!settings.get().rates().isEmpty());
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(RateLimitSettings.PID, properties);
  }
}
