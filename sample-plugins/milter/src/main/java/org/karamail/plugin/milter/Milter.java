package org.karamail.plugin.milter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.hook.Call;
import org.karamail.hook.HookTimeout;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Verdict;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.plugin.daemon.DaemonAddress;
import org.karamail.plugin.daemon.Deadline;
import org.karamail.plugin.daemon.Exchange;
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

/** Asks each milter about each message, with the last good configuration. */
@Component(name = "milter", configurationPid = MilterSettings.PID)
@Designate(ocd = MilterConfiguration.class)
@HookTimeout("60s")
public final class Milter implements ContentFilterHook {

  private static final Logger LOG = LoggerFactory.getLogger(Milter.class);

  private final LastGood<MilterSettings> settings;

  @Activate
  public Milter(BundleContext context, Map<String, Object> properties) {
    this(Instance.of(context).hostname(), properties);
  }

  Milter(String ownName, Map<String, Object> properties) {
    this.settings = new LastGood<>(LOG, settings(properties), read -> MilterSettings.read(read, ownName));
  }

  @Modified
  void modified(Map<String, Object> properties) {
    settings.offer(settings(properties));
  }

  @Override
  public Verdict onContentFilter(IncomingMessage mail, Call call) {
    MilterSettings now = settings.get();
    if (now.milters().isEmpty()) {
      return Verdict.proceed();
    }
    Draft draft = new Draft(mail);
    Optional<Verdict> held = Optional.empty();
    for (DaemonAddress milter : now.milters()) {
      Verdict verdict = ask(milter, draft, now, call);
      switch (verdict.kind()) {
        case PROCEED -> {}
        case QUARANTINE -> held = held.or(() -> Optional.of(verdict));
        default -> {
          call.log().info("{}: milter {} says {}", mail.id(), milter, verdict);
          return verdict;
        }
      }
    }
    return held.orElseGet(Verdict::proceed).with(draft.edits());
  }

  /** No answer is a fault of the call: the failure policy of the hook answers then, and nothing is changed. */
  private static Verdict ask(DaemonAddress milter, Draft draft, MilterSettings now, Call call) {
    Deadline last = Deadline.within(call.remaining(), call.remaining());
    try {
      return Exchange.first(List.of(milter), now.connectTimeout(), last, new Conversation(draft, now, last));
    } catch (IOException failed) {
      throw new UncheckedIOException("the milter has not answered: " + failed.getMessage(), failed);
    }
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(MilterSettings.PID, properties);
  }
}
