package org.karamail.plugin.contentfilter;

import java.util.Map;
import org.karamail.hook.Call;
import org.karamail.hook.Duty;
import org.karamail.hook.Edits;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Verdict;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the rules for each message, with the last good configuration. */
@Component(name = "contentfilter", configurationPid = ContentFilterSettings.PID)
@Designate(ocd = ContentFilterConfiguration.class)
public final class ContentFilter implements ContentFilterHook {

  private static final Logger LOG = LoggerFactory.getLogger(ContentFilter.class);

  private final LastGood<ContentFilterSettings> settings;
  private final Duty duty = new Duty();

  @Activate
  public ContentFilter(Map<String, Object> properties) {
    this.settings = new LastGood<>(LOG, settings(properties), ContentFilterSettings::read);
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
  public Verdict onContentFilter(IncomingMessage mail, Call call) {
    ContentFilterSettings now = settings.get();
    boolean look = now.rules().stream().anyMatch(Rule::needsContents);
    Contents contents = look ? MessageReader.read(mail, now.limits(), call) : Contents.NOT_LOOKED_INTO;
    Edits edits = Edits.NONE;
    for (Rule rule : now.rules()) {
      if (rule.holds(mail, contents)) {
        call.log().info("{}: rule {} holds: {}", mail.id(), rule.name(), rule.action().kind());
        switch (rule.action().kind()) {
          case HEADER -> edits = edits.and(rule.action().edits());
          case PASS -> {
            return Verdict.proceed().with(edits);
          }
          default -> {
            return rule.action().verdict("rule " + rule.name()).with(edits);
          }
        }
      }
    }
    return contents.unreadable().map(why -> unreadable(why, mail, now.unreadable(), call)).orElseGet(Verdict::proceed).with(edits);
  }

  /** No rule has held for what was seen; what was not seen might be what they look for. */
  private static Verdict unreadable(String why, IncomingMessage mail, Action action, Call call) {
    call.log().warn("{} cannot be looked into to its end ({}): {}", mail.id(), why, action.kind());
    Verdict verdict = action.verdict("cannot be looked into: " + why);
    return action.kind() == Action.Kind.HEADER ? verdict.with(action.edits()) : verdict;
  }

  private void takeUpDuty() {
    duty.everywhereIf(!settings.get().rules().isEmpty());
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(ContentFilterSettings.PID, properties);
  }
}
