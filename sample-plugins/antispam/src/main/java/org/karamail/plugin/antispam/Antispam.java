package org.karamail.plugin.antispam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.karamail.hook.Call;
import org.karamail.hook.Duty;
import org.karamail.hook.Edits;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.hook.content.AntispamScanHook;
import org.karamail.plugin.daemon.Deadline;
import org.karamail.plugin.daemon.Exchange;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the scanner about each message, with the last good configuration. */
@Component(name = "antispam", configurationPid = AntispamSettings.PID)
@Designate(ocd = AntispamConfiguration.class)
public final class Antispam implements AntispamScanHook {

  private static final Logger LOG = LoggerFactory.getLogger(Antispam.class);
  private static final String FLAG = "X-Spam-Flag";
  private static final String STATUS = "X-Spam-Status";
  private static final int SHOWN_SYMBOLS = 40;

  private final LastGood<AntispamSettings> settings;
  private final Duty duty = new Duty();
  private final SecondChances chances;

  @Activate
  public Antispam(Map<String, Object> properties) {
    this(properties, Clock.systemUTC());
  }

  Antispam(Map<String, Object> properties, Clock clock) {
    this.settings = new LastGood<>(LOG, settings(properties), AntispamSettings::read);
    takeUpDuty();
    this.chances = new SecondChances(clock);
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
    chances.close();
  }

  @Override
  public Verdict onAntispamScan(IncomingMessage mail, Call call) {
    AntispamSettings now = settings.get();
    if (now.servers().isEmpty()) {
      return Verdict.proceed();
    }
    Edits cleaned = withoutForgeries(mail);
    if (mail.headers().size() + mail.body().size() > now.maxSize()) {
      return Verdict.proceed().with(cleaned);
    }
    Score score = scan(mail, now, call);
    Verdict verdict = judged(score, mail, now, cleaned, call.dataFolder());
    call.log().info("{} scores {} of {}: {} {}", mail.id(), score.points(), score.required(), verdict.kind(), score.symbols());
    return verdict.with(score.finding());
  }

  /** No score is a fault of the call: the failure policy of the hook answers then. */
  private static Score scan(IncomingMessage mail, AntispamSettings now, Call call) {
    Exchange<Score> exchange =
        switch (now.scanner()) {
          case RSPAMD -> new RspamdScan(mail);
          case SPAMASSASSIN -> new SpamdScan(mail);
        };
    Deadline deadline = Deadline.within(now.timeout(), call.remaining());
    try {
      return Exchange.first(now.servers(), now.connectTimeout(), deadline, exchange);
    } catch (IOException failed) {
      String scanner = now.scanner().name().toLowerCase(Locale.ROOT);
      throw new UncheckedIOException(scanner + " has not judged the message: " + failed.getMessage(), failed);
    }
  }

  private Verdict judged(Score score, IncomingMessage mail, AntispamSettings now, Edits cleaned, Path folder) {
    Thresholds thresholds = now.thresholds();
    double points = score.points();
    if (thresholds.rejects(points) || advises(now, score, Score.Advice.REJECT)) {
      return Verdict.reject("5.7.1", "This message looks like spam");
    } else if (thresholds.quarantines(points)) {
      return Verdict.quarantine("spam: " + line(score).replace("\r\n\t", " ")).with(cleaned.and(marks(score)));
    } else if (advises(now, score, Score.Advice.LATER)) {
      return Verdict.defer("4.7.1", "Not now; please try again later");
    } else if (thresholds.greylists(points) && isStranger(mail) && !chances.has(mail, now.greylistDelay(), folder)) {
      return Verdict.defer("4.7.1", "Not now; please try again in a few minutes");
    } else if (thresholds.marks(points) || advises(now, score, Score.Advice.MARK)) {
      return Verdict.proceed().with(cleaned.and(marks(score)));
    }
    return Verdict.proceed().with(cleaned);
  }

  private static boolean advises(AntispamSettings now, Score score, Score.Advice advice) {
    return now.obey() && score.advice() == advice;
  }

  private static boolean isStranger(IncomingMessage mail) {
    return mail.session().isPresent() && !mail.session().map(Session::mayRelay).orElse(true);
  }

  private static Edits marks(Score score) {
    return Edits.addField(STATUS, "Yes, " + line(score)).and(Edits.addField(FLAG, "YES"));
  }

  private static String line(Score score) {
    List<String> shown = score.symbols().subList(0, Math.min(score.symbols().size(), SHOWN_SYMBOLS));
    return String.format(Locale.ROOT, "score=%.2f required=%.2f", score.points(), score.required())
        + (shown.isEmpty() ? "" : "\r\n\ttests=" + String.join(",\r\n\t ", shown));
  }

  /** What marks spam is ours alone to write. */
  private static Edits withoutForgeries(IncomingMessage mail) {
    Edits edits = Edits.NONE;
    for (String name : List.of(FLAG, STATUS)) {
      edits = mail.headers().count(name) > 0 ? edits.and(Edits.removeFields(name)) : edits;
    }
    return edits;
  }

  private void takeUpDuty() {
    duty.everywhereIf(!settings.get().servers().isEmpty());
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(AntispamSettings.PID, properties);
  }
}
