package org.karamail.plugin.dkimsigner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.karamail.dkim.SigningKey;
import org.karamail.hook.Call;
import org.karamail.hook.Duty;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.Rewrite;
import org.karamail.hook.delivery.OutboundMessageHook;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs mail on its way out, after other rewriters have had it: what it signs is what leaves. */
@Component(name = "dkimsigner", configurationPid = SignerSettings.PID, property = "service.ranking:Integer=-1000")
@Designate(ocd = SignerConfiguration.class)
public final class DkimSigner implements OutboundMessageHook {

  private static final Logger LOG = LoggerFactory.getLogger(DkimSigner.class);

  private final LastGood<SignerSettings> settings;
  private final Duty duty = new Duty();
  private final Clock clock;
  private volatile boolean neverConfigured;

  @Activate
  public DkimSigner(BundleContext context, Map<String, Object> properties) {
    this(KeyCommands.ownKeys(Instance.of(context)), properties, Clock.systemUTC());
  }

  /** Begins without keys, so that a first configuration which cannot be used is one more that leaves the last good one. */
  DkimSigner(Path ownKeys, Map<String, ?> properties, Clock clock) {
    this.clock = clock;
    this.settings = new LastGood<>(LOG, settings(Map.of()), read -> SignerSettings.read(read, ownKeys));
    this.neverConfigured = !settings.offer(settings(properties));
    takeUpDuty();
  }

  @Modified
  void modified(Map<String, ?> properties) {
    if (settings.offer(settings(properties))) {
      neverConfigured = false;
      takeUpDuty();
    }
  }

  @Override
  public Duty duty() {
    return duty;
  }

  @Override
  public Rewrite onOutboundMessage(QueuedMail mail, Call call) {
    if (!mail.envelope().origin().trusted()) {
      return Rewrite.keep();
    }
    if (neverConfigured) {
      throw new IllegalStateException(
          SignerSettings.PID + " has not been usable since the start, so that nobody knows what to sign; the log names its fault");
    }
    Signing signing = new Signing(settings.get(), clock);
    List<SigningKey> keys = signing.keys(mail.message().headers());
    return keys.isEmpty() ? Rewrite.keep() : Rewrite.of(signed(mail, signing, keys));
  }

  private static Edits signed(QueuedMail mail, Signing signing, List<SigningKey> keys) {
    try {
      SevenBits ready = signing.settings().sevenBit() ? SevenBits.of(mail) : SevenBits.untouched(mail);
      List<Edit> signatures =
          signing.sign(ready.message(), keys).stream().<Edit>map(Edit.AddField::new).toList();
      return ready.edits().and(new Edits(signatures));
    } catch (IOException unread) {
      throw new UncheckedIOException("the body cannot be read to be signed", unread);
    }
  }

  /** Who was never told what to sign has to say so of each message. */
  private void takeUpDuty() {
    duty.everywhereIf(neverConfigured || !settings.get().keys().isEmpty());
  }

  static Settings settings(Map<String, ?> properties) {
    return Settings.of(SignerSettings.PID, properties);
  }
}
