package org.karamail.plugin.mailauth.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.karamail.dns.Resolver;
import org.karamail.hook.IncomingMessage;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.dmarc.DmarcAnswer;
import org.karamail.plugin.mailauth.dmarc.ReportReceivers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what is observed, and reports it when a period is over. */
public final class Reports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration DNS_PATIENCE = Duration.ofMinutes(1);
  private static final int MOST_IN_LINE = 10_000;

  private final Path folder;
  private final Journal journal;
  private final Outbox outbox;
  private final ReportReceivers receivers;
  private final Clock clock;
  private final Supplier<Reporter> reporter;
  private final ScheduledThreadPoolExecutor desk = new ScheduledThreadPoolExecutor(1, Reports::thread);

  /**
   * Begins.
   *
   * @param folder the plugin's data folder
   */
  public Reports(Path folder, Resolver resolver, Clock clock, Supplier<Reporter> reporter) {
    this.folder = folder.resolve("dmarc");
    this.journal = new Journal(this.folder.resolve("journal"));
    this.outbox = new Outbox(this.folder.resolve("outbox"));
    this.receivers = new ReportReceivers(resolver);
    this.clock = clock;
    this.reporter = reporter;
    var unused = desk.scheduleWithFixedDelay(this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
  }

  /** Notes a message whose author's domain wants reports. On any thread; never waits. */
  public void observe(IncomingMessage message, MailDomain author, DmarcAnswer answer, boolean enforced, Optional<String> override) {
    Reporter now = reporter.get();
    if (now.mode() == Reporter.Mode.NONE) {
      return;
    }
    Observation.of(message, author, answer, enforced, override).ifPresent(observed -> note(observed, now.period()));
  }

  /** Does what is due; called once a minute. */
  void look() {
    Reporter now = reporter.get();
    if (now.mode() == Reporter.Mode.NONE || !Files.isDirectory(folder)) {
      return;
    }
    try (FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock != null) {
        report(now);
      }
    } catch (OverlappingFileLockException anotherVersionOfThisPluginIsAtIt) {
      LOG.debug("DMARC reports are being made by another version of this plugin");
    } catch (IOException | RuntimeException failed) {
      LOG.error("DMARC reports cannot be made; they are tried again in a minute: {}", failed.toString());
    }
  }

  @Override
  public void close() {
    desk.shutdownNow();
  }

  private void note(Observed observed, Duration period) {
    if (desk.getQueue().size() >= MOST_IN_LINE) {
      LOG.debug("a message is missing in the DMARC report to {}: too many wait to be noted", observed.policy().get(0));
      return;
    }
    try {
      desk.execute(() -> append(observed, period));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("a message is missing in the DMARC report to {}: the plugin stops", observed.policy().get(0));
    }
  }

  private void append(Observed observed, Duration period) {
    try {
      if (!journal.append(Journal.Period.of(clock.instant(), period), observed)) {
        LOG.debug("a message is missing in the DMARC report to {}: the journal is full", observed.policy().get(0));
      }
    } catch (IOException failed) {
      LOG.warn("a message is missing in the DMARC report to {}: {}", observed.policy().get(0), failed.toString());
    }
  }

  private void report(Reporter now) throws IOException {
    for (Map.Entry<Journal.Period, List<Path>> period : journal.over(clock.instant()).entrySet()) {
      for (AggregateReport report : AggregateReport.of(period.getKey(), period.getValue())) {
        make(report, now);
      }
      for (Path done : period.getValue()) {
        Files.deleteIfExists(done);
      }
    }
    if (now.mode() == Reporter.Mode.SEND) {
      outbox.empty(now, clock.instant());
    }
  }

  private void make(AggregateReport report, Reporter now) throws IOException {
    byte[] compressed = ReportMail.compressed(report, now);
    if (now.mode() == Reporter.Mode.WRITE) {
      Path reports = Files.createDirectories(folder.resolve("reports"));
      Files.write(reports.resolve(report.fileName(now.receiver())), compressed);
      return;
    }
    List<String> destinations = report.destinations();
    for (int i = 0; i < destinations.size(); i++) {
      Optional<String> receiver = confirmed(report.domain(), destinations.get(i));
      if (receiver.isPresent()) {
        outbox.put(report.id() + "-" + i, ReportMail.to(receiver.get(), report, compressed, now, clock.instant()));
      } else {
        LOG.info("no DMARC report of {} to {}, which does not say that it wants one", report.domain(), destinations.get(i));
      }
    }
  }

  private Optional<String> confirmed(String domain, String address) {
    try {
      return receivers.confirmed(domain, address).toCompletableFuture().get(DNS_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException unknown) {
      LOG.debug("nobody knows whether {} wants DMARC reports of {}", address, domain, unknown);
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "mailauth-reports");
    thread.setDaemon(true);
    return thread;
  }
}
