package org.karamail.intake.internal;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.karamail.hook.engine.HookEngine;
import org.karamail.intake.Intake;
import org.karamail.intake.Opening;
import org.karamail.intake.Preparation;
import org.karamail.intake.Provenance;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.routing.Routing;
import org.karamail.settings.Instance;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The intake service. Has no configuration of its own: listeners say what they take, routing says for whom. */
@Component(service = Intake.class)
public final class IntakeComponent implements Intake {

  private final IntakeThreads threads = new IntakeThreads();
  private final Intake intake;

  @Activate
  public IntakeComponent(
      BundleContext context,
      @Reference MailQueueStore store,
      @Reference Routing routing,
      @Reference HookEngine engine) {
    String hostname = Instance.of(context).hostname();
    Clock clock = Clock.system(ZoneId.systemDefault());
    Reception reception = new Reception(routing, hostname, clock, Limits.STANDARD);
    this.intake = new StoringIntake(store, reception, new IntakeHooks(engine, threads, clock));
  }

  @Deactivate
  void deactivate() {
    threads.close();
  }

  @Override
  public Opening begin(Envelope envelope, List<Mailbox> recipients, long expectedSize, Provenance provenance) {
    return intake.begin(envelope, recipients, expectedSize, provenance);
  }

  @Override
  public Preparation prepare(Envelope envelope, List<Mailbox> recipients, Message message) {
    return intake.prepare(envelope, recipients, message);
  }
}
