package org.karamail.plugin.reputation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.karamail.dns.Resolver;
import org.karamail.hook.Call;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Duty;
import org.karamail.hook.Finding;
import org.karamail.hook.Helo;
import org.karamail.hook.HookFailure;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Later;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.Notes;
import org.karamail.hook.Outcome;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.hook.command.EhloHook;
import org.karamail.hook.command.HeloHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.message.MessageCompleteHook;
import org.karamail.hook.metrics.MetricsCollectHook;
import org.karamail.hook.security.ReputationCheckHook;
import org.karamail.model.Reply;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges clients on connect, watches who speaks early, and learns from what they send. */
@Component(name = "reputation", configurationPid = ReputationSettings.PID)
@HookFailure(HookFailure.Policy.CONTINUE)
@Designate(ocd = ReputationConfiguration.class)
public final class Reputation
    implements ReputationCheckHook, EhloHook, HeloHook, MessageCompleteHook, DisconnectHook, MetricsCollectHook {

  private static final Logger LOG = LoggerFactory.getLogger(Reputation.class);
  private static final int COME_BACK = 421;
  private static final int GO_AWAY = 554;
  private static final int MOST = 100;
  private static final Duration MARGIN = Duration.ofMillis(200);

  private final Listings listings;
  private final ClientScores scores;
  private final LastGood<ReputationSettings> settings;
  private final Duty duty = new Duty();
  private final LongAdder judged = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder early = new LongAdder();
  private final LongAdder silent = new LongAdder();

  @Activate
  public Reputation(@Reference Resolver resolver, Map<String, Object> properties) {
    this(resolver, properties, Clock.systemUTC());
  }

  Reputation(Resolver resolver, Map<String, Object> properties, Clock clock) {
    this.listings = new Listings(resolver);
    this.scores = new ClientScores(clock);
    this.settings = new LastGood<>(LOG, settings(properties), ReputationSettings::read);
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

  @Deactivate
  void deactivate() {
    scores.close();
  }

  @Override
  public Outcome<Verdict> onReputationCheck(Session session, Call call) {
    ReputationSettings rules = settings.get();
    if (isUnjudged(session, rules)) {
      return Verdict.proceed();
    }
    CompletableFuture<Verdict> verdict =
        listings
            .of(session.remoteAddress(), rules.lists(), patience(rules, call))
            .thenApply(found -> verdict(session, found, rules, call));
    return verdict.isDone() && !verdict.isCompletedExceptionally() ? verdict.join() : Later.of(verdict);
  }

  @Override
  public Verdict onEhlo(Helo helo, Call call) {
    return greeted(helo.session(), call);
  }

  @Override
  public Verdict onHelo(Helo helo, Call call) {
    return greeted(helo.session(), call);
  }

  @Override
  public Verdict onMessageComplete(IncomingMessage message, Call call) {
    ReputationSettings rules = settings.get();
    message
        .session()
        .filter(session -> !isUnjudged(session, rules))
        .ifPresent(
            session ->
                scores.add(
                    ReputationSettings.client(session.remoteAddress()),
                    points(message.findings(), rules.points()),
                    rules,
                    call.dataFolder()));
    return Verdict.proceed();
  }

  @Override
  public void onDisconnect(Disconnect end, Call call) {
    ReputationSettings rules = settings.get();
    if (end.messages() == 0 && end.commands() > 0 && !isUnjudged(end.session(), rules)) {
      scores.add(ReputationSettings.client(end.session().remoteAddress()), rules.points().idle(), rules, call.dataFolder());
    }
  }

  @Override
  public void onMetricsCollect(MetricsSink sink, Call call) {
    sink.counter("judged_total", (double) judged.sum(), Map.of());
    sink.counter("deferred_total", (double) deferred.sum(), Map.of());
    sink.counter("rejected_total", (double) rejected.sum(), Map.of());
    sink.counter("early_talkers_total", (double) early.sum(), Map.of());
    sink.counter("silent_lists_total", (double) silent.sum(), Map.of());
    sink.gauge("clients", scores.size(), Map.of());
  }

  private Verdict verdict(Session session, Listings.Found found, ReputationSettings rules, Call call) {
    if (!found.silent().isEmpty()) {
      silent.add(found.silent().size());
      call.log().warn("no answer from {}; it counts for nothing", String.join(", ", found.silent()));
    }
    double own = scores.of(ReputationSettings.client(session.remoteAddress()), rules, call.dataFolder());
    int score = (int) Math.max(-MOST, Math.min(MOST, Math.round(found.weight() + own)));
    if (found.isSilence() && score < Math.min(rules.deferFrom(), rules.rejectFrom())) {
      throw new IllegalStateException("none of the DNS lists answered");
    }
    judged.increment();
    Finding.Reputation finding = new Finding.Reputation(score, sources(found, own));
    return verdict(finding, rules).with(finding);
  }

  private Verdict verdict(Finding.Reputation finding, ReputationSettings rules) {
    String why = finding.sources().isEmpty() ? "" : " (" + String.join(", ", finding.sources()) + ")";
    if (finding.score() >= rules.rejectFrom()) {
      rejected.increment();
      return Verdict.reject(Reply.of(GO_AWAY, "5.7.1", "Your address has a bad reputation" + why)).andClose();
    }
    if (finding.score() >= rules.deferFrom()) {
      deferred.increment();
      return Verdict.defer(Reply.of(COME_BACK, "4.7.1", "Your address has a doubtful reputation; try again later" + why)).andClose();
    }
    return rules.greetDelay().isZero()
        ? Verdict.proceed()
        : Verdict.delay(rules.greetDelay(), "to see whether the client waits for the greeting");
  }

  /** It has read the greeting, or has not waited for it. Asked again after STARTTLS, which changes nothing. */
  private Verdict greeted(Session session, Call call) {
    ReputationSettings rules = settings.get();
    if (!session.spokeEarly() || isUnjudged(session, rules)) {
      return Verdict.proceed();
    }
    if (!call.notes().flag(Notes.Scope.CONNECTION, "early")) {
      call.notes().put(Notes.Scope.CONNECTION, "early", true);
      early.increment();
      scores.add(ReputationSettings.client(session.remoteAddress()), rules.points().early(), rules, call.dataFolder());
    }
    return rules.earlyTalkers() == ReputationSettings.EarlyTalkers.REJECT
        ? Verdict.reject(Reply.of(GO_AWAY, "5.7.1", "You spoke before the greeting (RFC 5321 section 3.1)")).andClose()
        : Verdict.proceed();
  }

  private static boolean isUnjudged(Session session, ReputationSettings rules) {
    return session.mayRelay() || rules.isExempt(session.remoteAddress());
  }

  private static Duration patience(ReputationSettings rules, Call call) {
    Duration left = call.remaining().minus(MARGIN);
    Duration patience = left.compareTo(rules.timeout()) < 0 ? left : rules.timeout();
    return patience.isNegative() ? Duration.ZERO : patience;
  }

  private static double points(List<Finding> findings, ReputationSettings.Points points) {
    if (findings.stream().anyMatch(Finding.Virus.class::isInstance)) {
      return points.virus();
    }
    boolean spam = findings.stream().anyMatch(found -> found instanceof Finding.Spam its && its.score() >= its.required());
    return spam ? points.spam() : points.message();
  }

  private static List<String> sources(Listings.Found found, double own) {
    List<String> sources = new ArrayList<>(found.matches().stream().map(DnsList::zone).distinct().toList());
    if (Math.round(own) != 0) {
      sources.add("own experience");
    }
    return sources;
  }

  private void takeUpDuty() {
    duty.everywhereIf(settings.get().judges());
    duty.forStrangersAt(
        List.of(ReputationCheckHook.class, EhloHook.class, HeloHook.class, MessageCompleteHook.class, DisconnectHook.class));
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(ReputationSettings.PID, properties);
  }
}
