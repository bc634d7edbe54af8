package org.karamail.plugin.milter;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.karamail.hook.AuthAttempt;
import org.karamail.hook.Call;
import org.karamail.hook.DataCommand;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Duty;
import org.karamail.hook.Helo;
import org.karamail.hook.HookTimeout;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Notes.Scope;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.hook.command.AuthHook;
import org.karamail.hook.command.EhloHook;
import org.karamail.hook.command.HeloHook;
import org.karamail.hook.connection.ConnectHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.hook.transaction.DataHook;
import org.karamail.hook.transaction.MailFromHook;
import org.karamail.hook.transaction.RcptToHook;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each milter each step of each session when it happens, with the last good configuration; what could not be told at
 * its time is told with the message.
 */
@Component(name = "milter", configurationPid = MilterSettings.PID)
@Designate(ocd = MilterConfiguration.class)
@HookTimeout("60s")
public final class Milter
    implements ConnectHook,
        EhloHook,
        HeloHook,
        AuthHook,
        MailFromHook,
        RcptToHook,
        DataHook,
        ContentFilterHook,
        DisconnectHook {

  private static final Logger LOG = LoggerFactory.getLogger(Milter.class);

  /** The transaction that milters have been told, as a note of it. */
  private static final String TOLD = "told";

  private final LastGood<MilterSettings> settings;
  private final Duty duty = new Duty();
  private final MilterSessions sessions = new MilterSessions();
  private final AtomicLong transactions = new AtomicLong();

  @Activate
  public Milter(BundleContext context, Map<String, Object> properties) {
    this(Instance.of(context).hostname(), properties);
  }

  Milter(String ownName, Map<String, Object> properties) {
    this.settings = new LastGood<>(LOG, settings(properties), read -> MilterSettings.read(read, ownName));
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
    sessions.close();
  }

  @Override
  public Verdict onConnect(Session client, Call call) {
    return of(client).map(session -> session.connected(client, call)).orElseGet(Verdict::proceed);
  }

  @Override
  public Verdict onEhlo(Helo helo, Call call) {
    return of(helo.session()).map(session -> session.greeted(helo, call)).orElseGet(Verdict::proceed);
  }

  @Override
  public Verdict onHelo(Helo helo, Call call) {
    return onEhlo(helo, call);
  }

  @Override
  public Verdict onAuth(AuthAttempt attempt, Call call) {
    of(attempt.session()).ifPresent(session -> session.loggedIn(attempt.mechanism()));
    return Verdict.proceed();
  }

  @Override
  public Verdict onMailFrom(MailFrom mail, Call call) {
    Optional<MilterSession> session = of(mail.session());
    if (session.isEmpty()) {
      return Verdict.proceed();
    }
    long number = transactions.incrementAndGet();
    Verdict verdict = session.get().sender(mail, number, call);
    call.notes().put(Scope.TRANSACTION, TOLD, number);
    return verdict;
  }

  @Override
  public Verdict onRcptTo(RcptTo rcpt, Call call) {
    return told(rcpt.mail().session(), call).map(session -> session.recipient(rcpt, call)).orElseGet(Verdict::proceed);
  }

  @Override
  public Verdict onData(DataCommand data, Call call) {
    return told(data.mail().session(), call).map(session -> session.data(call)).orElseGet(Verdict::proceed);
  }

  @Override
  public Verdict onContentFilter(IncomingMessage mail, Call call) {
    MilterSettings now = settings.get();
    if (now.milters().isEmpty()) {
      return Verdict.proceed();
    }
    Draft draft = new Draft(mail, call::dataFolder, now.maxReplacedBody());
    Optional<MilterSession> told = mail.session().flatMap(client -> told(client, call));
    if (told.isPresent()) {
      return told.get().message(draft, call);
    }
    MilterSession late = new MilterSession(now);
    try {
      return late.everything(draft, call);
    } finally {
      MilterSessions.end(late, call);
    }
  }

  @Override
  public void onDisconnect(Disconnect disconnect, Call call) {
    sessions.remove(disconnect.session().id()).ifPresent(session -> MilterSessions.end(session, call));
  }

  /** What is told of this client's session; empty where there are no milters, or too many sessions. */
  private Optional<MilterSession> of(Session client) {
    MilterSettings now = settings.get();
    return now.milters().isEmpty() ? Optional.empty() : sessions.of(client.id(), now);
  }

  /** The session whose milters know of this call's transaction. */
  private Optional<MilterSession> told(Session client, Call call) {
    long number = call.notes().number(Scope.TRANSACTION, TOLD).orElse(MilterSession.NONE);
    return number == MilterSession.NONE
        ? Optional.empty()
        : sessions.existing(client.id()).filter(session -> session.transaction() == number);
  }

  /** Without milters nobody tells us when clients leave. */
  private void takeUpDuty() {
    boolean work = !settings.get().milters().isEmpty();
    duty.everywhereIf(work);
    if (!work) {
      sessions.close();
    }
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(MilterSettings.PID, properties);
  }
}
