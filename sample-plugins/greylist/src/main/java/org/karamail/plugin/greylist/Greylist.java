package org.karamail.plugin.greylist;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.karamail.hook.Call;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Duty;
import org.karamail.hook.MailFrom;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.karamail.hook.metrics.MetricsCollectHook;
import org.karamail.hook.security.GreylistCheckHook;
import org.karamail.plugin.memory.Fingerprint;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets acquaintances through and tells strangers when to come back. */
@Component(name = "greylist", configurationPid = GreylistSettings.PID)
@Designate(ocd = GreylistConfiguration.class)
public final class Greylist implements GreylistCheckHook, MetricsCollectHook {

  private static final Logger LOG = LoggerFactory.getLogger(Greylist.class);
  private static final long SHORT_SECONDS = 120;

  private final LastGood<GreylistSettings> settings;
  private final Duty duty = new Duty();
  private final GreyBook book;
  private final LongAdder deferred = new LongAdder();
  private final LongAdder passed = new LongAdder();

  @Activate
  public Greylist(Map<String, Object> properties) {
    this(properties, Clock.systemUTC());
  }

  Greylist(Map<String, Object> properties, Clock clock) {
    this.settings = new LastGood<>(LOG, settings(properties), GreylistSettings::read);
    takeUpDuty();
    this.book = new GreyBook(clock);
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
    book.close();
  }

  @Override
  public Verdict onGreylistCheck(RcptTo rcpt, Call call) {
    GreylistSettings rules = settings.get();
    if (!rules.enabled() || isKnownOtherwise(rcpt, rules)) {
      return Verdict.proceed();
    }
    String network = rules.network(rcpt.mail().session().remoteAddress()).toString();
    Fingerprint triplet =
        Fingerprint.of("triplet", network, rcpt.mail().sender().toString(), rcpt.recipient().toString());
    Duration waiting = book.meet(triplet, Fingerprint.of("network", network), rules, call.dataFolder());
    if (waiting.compareTo(Duration.ZERO) <= 0) {
      passed.increment();
      return Verdict.proceed();
    }
    deferred.increment();
    return Verdict.defer("4.7.1", "Greylisted: we have not met; try again in " + text(waiting));
  }

  @Override
  public void onMetricsCollect(MetricsSink sink, Call call) {
    sink.counter("deferred_total", (double) deferred.sum(), Map.of());
    sink.counter("passed_total", (double) passed.sum(), Map.of());
    sink.gauge("entries", (double) book.size(), Map.of());
  }

  private static boolean isKnownOtherwise(RcptTo rcpt, GreylistSettings rules) {
    MailFrom mail = rcpt.mail();
    return mail.session().mayRelay()
        || rules.isExempt(mail.session().remoteAddress())
        || rules.isExempt(rcpt.recipient())
        || (rules.spfPass() && hasPassedSpf(mail));
  }

  private static boolean hasPassedSpf(MailFrom mail) {
    return mail.checks().stream()
        .anyMatch(check -> check instanceof CheckResult.Spf && check.value() == CheckResult.Value.PASS);
  }

  private static String text(Duration waiting) {
    long seconds = Math.max(1, waiting.plusNanos(999_999_999).toSeconds());
    return seconds < SHORT_SECONDS ? seconds + " s" : (seconds + 59) / 60 + " min";
  }

  private void takeUpDuty() {
    duty.everywhereIf(settings.get().enabled());
    duty.forStrangersAt(List.of(GreylistCheckHook.class));
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(GreylistSettings.PID, properties);
  }
}
