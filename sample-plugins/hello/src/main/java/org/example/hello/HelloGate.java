package org.example.hello;

import java.util.List;
import org.karamail.hook.Call;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.karamail.hook.transaction.RcptToHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@Component(configurationPid = "org.example.hello") // etc/org.example.hello.cfg
@Designate(ocd = HelloGate.Settings.class)
public final class HelloGate implements RcptToHook {
  @ObjectClassDefinition(name = "Hello", description = "Greets whoever writes to a mailbox that is closed")
  @interface Settings {
    @AttributeDefinition(description = "The local parts that take no mail, separated by commas")
    String closed() default "hello";

    @AttributeDefinition(description = "What the sender is told")
    String text() default "Hello! Nobody reads mail here";
  }

  private volatile Settings settings;

  @Activate
  @Modified
  void configure(Settings current) {
    settings = current;
  }

  @Override
  public Verdict onRcptTo(RcptTo rcpt, Call call) {
    boolean closed = List.of(settings.closed().split(",")).contains(rcpt.recipient().localPart());
    return closed ? Verdict.reject("5.1.1", settings.text()) : Verdict.proceed();
  }
}
