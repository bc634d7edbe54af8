package org.karamail.plugin.antivirus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.karamail.hook.Call;
import org.karamail.hook.Duty;
import org.karamail.hook.Edits;
import org.karamail.hook.Finding;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Verdict;
import org.karamail.hook.content.AntivirusScanHook;
import org.karamail.message.Message;
import org.karamail.model.Reply;
import org.karamail.plugin.daemon.Deadline;
import org.karamail.plugin.daemon.Exchange;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks clamd about each message, with the last good configuration. */
@Component(name = "antivirus", configurationPid = AntivirusSettings.PID)
@Designate(ocd = AntivirusConfiguration.class)
public final class Antivirus implements AntivirusScanHook {

  private static final Logger LOG = LoggerFactory.getLogger(Antivirus.class);

  private final LastGood<AntivirusSettings> settings;
  private final Duty duty = new Duty();

  @Activate
  public Antivirus(Map<String, Object> properties) {
    this.settings = new LastGood<>(LOG, settings(properties), AntivirusSettings::read);
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
  public Verdict onAntivirusScan(IncomingMessage mail, Call call) {
    AntivirusSettings now = settings.get();
    if (now.servers().isEmpty()) {
      return Verdict.proceed();
    }
    Message message = new Message(mail.headers(), mail.body());
    ScanResult result = message.size() > now.maxSize() ? new ScanResult.TooBig() : scan(message, now, call);
    if (result instanceof ScanResult.Infected infected) {
      call.log().warn("{} is infected with {}: {}", mail.id(), infected.signature(), now.action());
      return infected(infected.signature(), mail, now);
    } else if (result instanceof ScanResult.TooBig) {
      call.log().warn("{} of {} octets is too big to be scanned: {}", mail.id(), message.size(), now.oversized());
      return oversized(now.oversized());
    }
    return Verdict.proceed().with(withoutForgeries(mail, now));
  }

  /** No answer is a fault of the call: the failure policy of the hook answers then. */
  private static ScanResult scan(Message message, AntivirusSettings now, Call call) {
    Deadline deadline = Deadline.within(now.timeout(), call.remaining());
    try {
      return Exchange.first(now.servers(), now.connectTimeout(), deadline, new ClamdScan(message));
    } catch (IOException failed) {
      throw new UncheckedIOException("clamd has not scanned the message: " + failed.getMessage(), failed);
    }
  }

  private static Verdict infected(String signature, IncomingMessage mail, AntivirusSettings now) {
    Verdict verdict =
        switch (now.action()) {
          case REJECT -> Verdict.reject("5.7.1", "This message holds malware (" + signature + ")");
          case QUARANTINE -> Verdict.quarantine("malware: " + signature);
          case DISCARD -> Verdict.discard("malware: " + signature);
          case HEADER -> Verdict.proceed()
              .with(withoutForgeries(mail, now).and(Edits.addField(now.header(), "Infected (" + signature + ")")));
        };
    return verdict.with(new Finding.Virus(signature));
  }

  /** What marks infected messages is ours alone to write. */
  private static Edits withoutForgeries(IncomingMessage mail, AntivirusSettings now) {
    boolean forged = now.action() == AntivirusSettings.Action.HEADER && mail.headers().count(now.header()) > 0;
    return forged ? Edits.removeFields(now.header()) : Edits.NONE;
  }

  private static Verdict oversized(AntivirusSettings.Oversized rule) {
    return switch (rule) {
      case REJECT -> Verdict.reject(Reply.of(552, "5.3.4", "This message is too big to be scanned for malware"));
      case QUARANTINE -> Verdict.quarantine("too big to be scanned for malware");
      case DEFER -> Verdict.defer(Reply.of(452, "4.3.4", "This message is too big to be scanned for malware"));
      case PASS -> Verdict.proceed();
    };
  }

  private void takeUpDuty() {
    duty.everywhereIf(!settings.get().servers().isEmpty());
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(AntivirusSettings.PID, properties);
  }
}
