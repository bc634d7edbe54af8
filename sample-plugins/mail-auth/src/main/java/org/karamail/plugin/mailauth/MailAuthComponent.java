package org.karamail.plugin.mailauth;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karamail.dns.Resolver;
import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Duty;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.karamail.hook.authentication.DkimVerifyHook;
import org.karamail.hook.authentication.DmarcCheckHook;
import org.karamail.hook.authentication.SpfCheckHook;
import org.karamail.hook.message.HeadersHook;
import org.karamail.plugin.mailauth.arc.ArcCheck;
import org.karamail.plugin.mailauth.dkim.DkimCheck;
import org.karamail.plugin.mailauth.dkim.KeyFinder;
import org.karamail.plugin.mailauth.dmarc.DmarcCheck;
import org.karamail.plugin.mailauth.report.Reports;
import org.karamail.plugin.mailauth.results.ResultsField;
import org.karamail.plugin.mailauth.spf.SpfCheck;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks for SPF, DKIM, ARC, DMARC and Authentication-Results. They come before others, so that forged fields are gone when filters look.
 *
 * <p>Name servers need longer than the two seconds a hook has before DATA: RFC 7208 section 4.6.4 wants a check
 * to be given twenty, all hooks of a command together get as much.
 */
@Component(
    name = "mailauth",
    configurationPid = MailAuthSettings.PID,
    service = {SpfCheckHook.class, DkimVerifyHook.class, DmarcCheckHook.class, HeadersHook.class},
    property = {"hook.timeout.onSpfCheck=18s", "service.ranking:Integer=1000"})
@Designate(ocd = MailAuthConfiguration.class)
public final class MailAuthComponent implements SpfCheckHook, DkimVerifyHook, DmarcCheckHook, HeadersHook {

  private static final Logger LOG = LoggerFactory.getLogger(MailAuthComponent.class);

  private final LastGood<MailAuthSettings> settings;
  private final Duty duty = new Duty();
  private final Deadlines deadlines = new Deadlines();
  private final SenderCheck senders;
  private final Reports reports;
  private final SignatureCheck signatures;
  private final AuthorCheck authors;

  @Activate
  public MailAuthComponent(@Reference Resolver resolver, BundleContext context, Map<String, Object> properties) {
    this(resolver, Instance.of(context).hostname(), folder(context), Clock.systemUTC(), properties);
  }

  MailAuthComponent(Resolver resolver, String hostname, Path folder, Clock clock, Map<String, ?> properties) {
    this.settings =
        new LastGood<>(LOG, settings(properties), read -> MailAuthSettings.read(read, hostname));
    this.senders = new SenderCheck(new SpfCheck(resolver, clock, System::nanoTime), deadlines);
    this.reports = new Reports(folder, resolver, clock, () -> settings.get().reporter());
    this.authors = new AuthorCheck(new DmarcCheck(resolver), deadlines, reports);
    KeyFinder keys = new KeyFinder(resolver);
    this.signatures = new SignatureCheck(new DkimCheck(keys, clock), new ArcCheck(keys, clock), deadlines);
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
    reports.close();
    deadlines.close();
  }

  @Override
  public Outcome<CheckAnswer<CheckResult.Spf>> onSpfCheck(MailFrom mail, Call call) {
    return senders.check(mail, call, settings.get());
  }

  @Override
  public Outcome<CheckAnswer<CheckResult.Dkim>> onDkimVerify(IncomingMessage message, Call call) {
    return signatures.check(message, call, settings.get());
  }

  @Override
  public Outcome<CheckAnswer<CheckResult.Dmarc>> onDmarcCheck(IncomingMessage message, Call call) {
    return authors.check(message, call, settings.get());
  }

  @Override
  public Verdict onHeaders(IncomingMessage message, Call call) {
    return HeaderGate.judge(message, call, settings.get());
  }

  /** The folder that every call of a hook is given, too. */
  private static Path folder(BundleContext context) {
    return Instance.of(context).data().resolve("plugins").resolve(context.getBundle().getSymbolicName());
  }

  /** Fields that pretend to be ours are removed whatever is checked, and whoever sends them. */
  private void takeUpDuty() {
    MailAuthSettings now = settings.get();
    List<Class<? extends Hook>> points = new ArrayList<>(List.of(HeadersHook.class));
    if (now.spf()) {
      points.add(SpfCheckHook.class);
    }
    if (now.dkim() || now.arc()) {
      points.add(DkimVerifyHook.class);
    }
    if (now.dmarc()) {
      points.add(DmarcCheckHook.class);
    }
    duty.onlyAt(points);
    duty.forStrangersAt(List.of(SpfCheckHook.class, DkimVerifyHook.class, DmarcCheckHook.class, HeadersHook.class));
    duty.forFieldsAt(List.of(HeadersHook.class), List.of(ResultsField.NAME));
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(MailAuthSettings.PID, properties);
  }
}
