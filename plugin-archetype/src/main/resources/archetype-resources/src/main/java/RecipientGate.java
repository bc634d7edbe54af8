package ${package};

import java.util.List;
import org.karamail.hook.Call;
import org.karamail.hook.HookTimeout;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.karamail.hook.transaction.RcptToHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Is asked at every RCPT. Its configuration is etc/${package}.cfg in Karamail's folder. */
@Component(configurationPid = "${package}")
@Designate(ocd = RecipientGate.Settings.class)
@HookTimeout("1s")
public final class RecipientGate implements RcptToHook {

  /** What an operator may set. */
  @ObjectClassDefinition(name = "${artifactId}", description = "Refuses mail for closed mailboxes")
  @interface Settings {

    @AttributeDefinition(description = "The local parts that take no mail, separated by commas")
    String closed() default "closed";

    @AttributeDefinition(description = "What the sender is told")
    String text() default "This mailbox is closed";
  }

  private volatile Settings settings;

  /** Called before the first question, and again whenever the configuration changes; the plugin goes on meanwhile. */
  @Activate
  @Modified
  void configure(Settings current) {
    settings = current;
  }

  /** On any thread, several at a time: look, answer, do not wait. */
  @Override
  public Verdict onRcptTo(RcptTo rcpt, Call call) {
    Settings now = settings;
    boolean closed = List.of(now.closed().split(",")).contains(rcpt.recipient().localPart());
    return closed ? Verdict.reject("5.1.1", now.text()) : Verdict.proceed();
  }
}
