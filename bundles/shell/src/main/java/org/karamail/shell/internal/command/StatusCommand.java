package org.karamail.shell.internal.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.delivery.Delivery;
import org.karamail.hook.engine.HookEngine;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.settings.Instance;
import org.karamail.shell.internal.view.StatusReport.Delivering;
import org.karamail.shell.internal.view.StatusReport.Queue;
import org.karamail.shell.internal.view.StatusReport;
import org.osgi.framework.BundleContext;

/** {@code mail:status}: how Karamail is, what needs somebody first. */
@Service
@Command(
    scope = "mail",
    name = "status",
    description = "Shows how Karamail is: warnings, store, queue, delivery, listeners.")
public final class StatusCommand implements Action {

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private BundleContext context;

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  @Reference(optional = true)
  private @Nullable Delivery delivery;

  @Reference(optional = true)
  private @Nullable HookEngine engine;

  private Clock clock = Clock.system(ZoneId.systemDefault());
  private Instant startedAt = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, List.of(), this::tell);
  }

  private void tell(Invocation call) throws IOException {
    StatusReport report =
        new StatusReport(
            context.getBundle().getVersion().toString(),
            startedAt,
            Optional.ofNullable(store)
                .map(queue -> new Queue(queue.health(), queue.statistics(), queue.nextDue(), queue.isPaused())),
            Optional.ofNullable(delivery)
                .map(now -> new Delivering(now.active(), now.limit(), now.isPaused(), now.transports())),
            new ListenerFiles(Instance.of(context).data(), startedAt).read(),
            Optional.ofNullable(engine).map(PluginWarnings::of).orElse(List.of()));
    call.answer(report, json);
  }
}
