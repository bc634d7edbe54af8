package org.karamail.plugin.securitysuite;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karamail.guard.Decision;
import org.karamail.guard.Guard;
import org.karamail.guard.Rate;
import org.karamail.hook.Call;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Duty;
import org.karamail.hook.Finding;
import org.karamail.hook.Hook;
import org.karamail.hook.Later;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.Outcome;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.RateLimitCheck.Stage;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.hook.connection.ConnectHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.metrics.MetricsCollectHook;
import org.karamail.hook.security.GreylistCheckHook;
import org.karamail.hook.security.RateLimitCheckHook;
import org.karamail.hook.security.ReputationCheckHook;
import org.karamail.model.Reply;
import org.karamail.plugin.securitysuite.Statistics.Refusal;
import org.karamail.settings.AddressRange;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Six hooks of one component: each asks the parts and turns what they say into a verdict. */
@Component(name = "securitysuite", configurationPid = SuiteSettings.PID)
@Designate(ocd = SuiteConfiguration.class)
public final class SecuritySuite
    implements ReputationCheckHook, RateLimitCheckHook, ConnectHook, GreylistCheckHook, DisconnectHook, MetricsCollectHook {

  private static final Logger LOG = LoggerFactory.getLogger(SecuritySuite.class);
  private static final int CLOSING = 421;
  private static final int TRY_AGAIN = 451;

  private final Limits limits;
  private final Scores scores;
  private final GreylistTable greylist;
  private final Statistics statistics = new Statistics();
  private final LastGood<SuiteSettings> settings;
  private final Duty duty = new Duty();

  @Activate
  public SecuritySuite(@Reference Guard guard, Map<String, Object> properties) {
    this(guard, properties, Clock.systemUTC());
  }

  SecuritySuite(Guard guard, Map<String, Object> properties, Clock clock) {
    this.limits = new Limits(guard);
    this.scores = new Scores(clock);
    this.greylist = new GreylistTable(clock);
    this.settings = new LastGood<>(LOG, settings(properties), SuiteSettings::read);
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

  /** The first point of a connection: what did this client do before? */
  @Override
  public Verdict onReputationCheck(Session session, Call call) {
    SuiteSettings rules = settings.get();
    int score = (int) Math.round(scores.of(client(session), rules.scoreHalfLife()));
    Verdict verdict =
        score >= rules.deferFrom() && !session.mayRelay()
            ? refused(Refusal.SCORE, CLOSING, "Your address has a doubtful reputation; try again later").andClose()
            : Verdict.proceed();
    return verdict.with(new Finding.Reputation(score, List.of("own experience")));
  }

  /** On connect, at MAIL and at RCPT: one of it is taken from the guard, whose answer may come later. */
  @Override
  public Outcome<Verdict> onRateLimitCheck(RateLimitCheck check, Call call) {
    SuiteSettings rules = settings.get();
    List<Rate> rates = rules.rates(check.stage());
    if (rates.isEmpty()) {
      return Verdict.proceed();
    }
    return Later.of(
        limits.take(check.stage(), client(check.session()), rates).thenApply(decision -> limited(check, decision, rules)));
  }

  /** The connection has passed the gates before: it counts. */
  @Override
  public Verdict onConnect(Session session, Call call) {
    statistics.opened(session);
    return Verdict.proceed();
  }

  /** At RCPT: have these three met before? */
  @Override
  public Verdict onGreylistCheck(RcptTo rcpt, Call call) {
    SuiteSettings rules = settings.get();
    Session session = rcpt.mail().session();
    if (rules.greylistDelay().isZero() || session.mayRelay()) {
      return Verdict.proceed();
    }
    Duration waiting = greylist.waiting(client(session), rcpt, rules);
    return waiting.isZero()
        ? Verdict.proceed()
        : refused(Refusal.GREYLIST, TRY_AGAIN, "Greylisted: we have not met; try again in " + text(waiting));
  }

  /** The end of a connection says what to think of its client the next time. */
  @Override
  public void onDisconnect(Disconnect end, Call call) {
    statistics.closed(end);
    SuiteSettings rules = settings.get();
    SuiteSettings.Points points = rules.points();
    int idle = end.messages() == 0 ? points.idle() : end.messages() * points.message();
    scores.add(client(end.session()), idle + (end.session().spokeEarly() ? points.early() : 0), rules);
  }

  @Override
  public void onMetricsCollect(MetricsSink sink, Call call) {
    statistics.tell(sink);
    sink.gauge("scored_clients", scores.size(), Map.of());
    sink.gauge("greylist_entries", greylist.size(), Map.of());
  }

  private Verdict limited(RateLimitCheck check, Decision decision, SuiteSettings rules) {
    if (decision.isAllowed()) {
      return Verdict.proceed();
    }
    scores.add(client(check.session()), rules.points().exceeded(), rules);
    boolean connecting = check.stage() == Stage.CONNECT;
    Verdict verdict =
        refused(Refusal.LIMIT, connecting ? CLOSING : TRY_AGAIN, "Too fast; try again in " + text(decision.waiting()));
    return connecting ? verdict.andClose() : verdict;
  }

  private Verdict refused(Refusal why, int code, String text) {
    statistics.refused(why);
    return Verdict.defer(Reply.of(code, "4.7.1", text));
  }

  private static AddressRange client(Session session) {
    return SuiteSettings.client(session.remoteAddress());
  }

  private static String text(Duration waiting) {
    return Math.max(1, waiting.plusNanos(999_999_999).toSeconds()) + " s";
  }

  /** Connections are counted in any case. */
  private void takeUpDuty() {
    SuiteSettings rules = settings.get();
    List<Class<? extends Hook>> points =
        new ArrayList<>(List.of(ReputationCheckHook.class, ConnectHook.class, DisconnectHook.class));
    if (rules.isLimiting()) {
      points.add(RateLimitCheckHook.class);
    }
    if (!rules.greylistDelay().isZero()) {
      points.add(GreylistCheckHook.class);
    }
    duty.onlyAt(points);
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(SuiteSettings.PID, properties);
  }
}
