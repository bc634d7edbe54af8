package org.karamail.plugin.mailauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.dkim.SigningKey;
import org.karamail.hook.Call;
import org.karamail.hook.Duty;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Notes.Scope;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.Rewrite;
import org.karamail.hook.delivery.OutboundMessageHook;
import org.karamail.message.HeaderField;
import org.karamail.plugin.mailauth.arc.ArcResult.Status;
import org.karamail.plugin.mailauth.arc.Sealer;
import org.karamail.plugin.mailauth.results.ResultsField;
import org.karamail.settings.Instance;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals mail of strangers that goes on to another host (RFC 8617), once all others have changed and signed it. Does nothing
 * without a key.
 */
@Component(
    name = "mailauth.seal",
    configurationPid = MailAuthSettings.PID,
    service = OutboundMessageHook.class,
    property = "service.ranking:Integer=-2000")
public final class ArcSeal implements OutboundMessageHook {

  /** The note of a message that holds what was found of its chain when it came in. */
  static final String STATUS_NOTE = "arc.status";

  private static final Logger LOG = LoggerFactory.getLogger(ArcSeal.class);
  private static final String LOCAL_TRANSPORT = "maildir";

  private record Sealing(MailAuthSettings common, Optional<SigningKey> key) {}

  private final LastGood<Sealing> settings;
  private final Duty duty = new Duty();
  private final Clock clock;

  @Activate
  public ArcSeal(BundleContext context, Map<String, Object> properties) {
    this(Instance.of(context), properties, Clock.systemUTC());
  }

  ArcSeal(Instance instance, Map<String, ?> properties, Clock clock) {
    Path ownKeys = instance.data().resolve("plugins").resolve("org.karamail.plugin.mailauth").resolve("keys");
    this.clock = clock;
    this.settings =
        new LastGood<>(
            LOG,
            settings(Map.of()),
            read -> new Sealing(MailAuthSettings.read(read, instance.hostname()), ArcKey.read(read, ownKeys)));
    settings.offer(settings(properties));
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
  public Rewrite onOutboundMessage(QueuedMail mail, Call call) {
    Sealing sealing = settings.get();
    boolean leavesForAnother = !mail.route().transport().equals(LOCAL_TRANSPORT);
    Optional<Status> status = call.notes().text(Scope.MESSAGE, STATUS_NOTE).flatMap(Status::named);
    if (sealing.key().isEmpty() || status.isEmpty() || !leavesForAnother) {
      return Rewrite.keep();
    }
    try {
      List<HeaderField> set =
          new Sealer(sealing.key().get(), clock).seal(mail.message(), status.get(), results(mail, sealing.common()));
      return Rewrite.of(new Edits(set.stream().<Edit>map(Edit.AddField::new).toList()));
    } catch (IOException unread) {
      throw new UncheckedIOException("the body cannot be read to be sealed", unread);
    }
  }

  /** What was written into the message when it came in; fields that only pretend to be ours were removed then. */
  private static String results(QueuedMail mail, MailAuthSettings settings) {
    String authservId = settings.authservId().text();
    return mail.message().headers().fields().stream()
        .filter(field -> ResultsField.isOurs(field, authservId))
        .findFirst()
        .map(field -> field.raw().substring(field.raw().indexOf(':') + 1).strip())
        .orElse(authservId + "; none");
  }

  private void takeUpDuty() {
    duty.everywhereIf(settings.get().key().isPresent());
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(MailAuthSettings.PID, properties);
  }
}
