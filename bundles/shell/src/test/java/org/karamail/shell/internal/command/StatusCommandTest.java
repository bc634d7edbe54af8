package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.engine.HookReadiness;
import org.karamail.model.RecipientState;
import org.karamail.queue.store.StoreHealth;
import org.karamail.testkit.MovableClock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

class StatusCommandTest {

  private final MovableClock clock = MovableClock.standing();
  private final InMemoryStore store = new InMemoryStore(clock);

  @TempDir private Path data;

  @Test
  void showsHowThingsAre() throws IOException {
    fill();
    listen("mx", "2525\n", Duration.ZERO);
    listen("submission", "2587", Duration.ZERO);

    assertThat(run("mail:status", store, new StandingDelivery(false)).lines())
        .containsExactly(
            "Karamail 0.1.0, up 1h 2m",
            "store       open, 12GB free",
            "queue       1 message: 1 queued, 1 held",
            "next due    in 12s",
            "delivery    3 of 50 attempts under way",
            "transports  maildir, smtp",
            "listeners   mx 2525, submission 2587",
            "since start accepted 120 messages, made 130 attempts (30 of them again), delivered 100, failed 1");
  }

  @Test
  void putsWarningsFirst() throws IOException {
    store.is(StoreHealth.State.FULL, "free 256 MB below /data/queue", 2);
    store.pause(true);

    assertThat(run("mail:status", store, new StandingDelivery(true, "maildir", "mock")).lines())
        .startsWith(
            "WARNING: the disk is nearly full: no mail is taken in or delivered; free 256 MB below /data/queue",
            "WARNING: 2 entries of the store could not be read and lie aside for inspection",
            "WARNING: the queue is paused by an operator: nothing is delivered until mail:queue-resume",
            "WARNING: delivery is paused by its configuration: paused=true in etc/karamail.delivery.cfg",
            "WARNING: a drill is on: what goes by the transport mock is not delivered; etc/karamail.mock.cfg ends it",
            "WARNING: no listener is open: no mail comes in by SMTP; log:display tells why",
            "Karamail 0.1.0, up 1h 2m");
  }

  @Test
  void saysThatTheStoreFailed() throws IOException {
    store.is(StoreHealth.State.FAILED, "", 1);

    assertThat(run("mail:status", store, new StandingDelivery(false)).lines())
        .startsWith(
            "WARNING: the store failed and is being reopened: no mail is taken in",
            "WARNING: 1 entry of the store could not be read and lie aside for inspection");
  }

  @Test
  void worksWhileNothingElseDoes() throws IOException {
    assertThat(run("mail:status").lines())
        .containsExactly(
            "WARNING: there is no queue: its store has not started; log:display tells why",
            "WARNING: there is no delivery: mail waits; log:display tells why",
            "WARNING: no listener is open: no mail comes in by SMTP; log:display tells why",
            "Karamail 0.1.0, up 1h 2m",
            "listeners   none");
    assertThat(run("mail:status --json").json().get("store").isNull()).isTrue();
  }

  @Test
  void saysWhatIsWrongWithPlugins() throws IOException {
    listen("mx", "2525\n", Duration.ZERO);
    StandingEngine engine = new StandingEngine();
    engine.readiness = new HookReadiness(true, List.of("17 threads are lost to plugins; a restart is due"));

    assertThat(run("mail:status", store, new StandingDelivery(false), engine).lines())
        .startsWith(
            "WARNING: 17 threads are lost to plugins; a restart is due",
            "WARNING: quarantined: com.example.Scanner at onContentFilter; mail:plugin-show tells why, mail:plugin-reset"
                + " ends it");
    engine.readiness = new HookReadiness(false, List.of("the required plugin com.example.seal is not there"));
    assertThat(run("mail:status", store, new StandingDelivery(false), engine).lines())
        .startsWith("WARNING: no mail is taken in: the required plugin com.example.seal is not there");
  }

  @Test
  void leavesOutWhatIsNoPort() throws IOException {
    listen("mx", "", Duration.ZERO);

    assertThat(run("mail:status").lines()).contains("listeners   none");
  }

  @Test
  void leavesOutListenersOfAnEarlierLife() throws IOException {
    listen("mx", "2525\n", Duration.ofHours(2));

    assertThat(run("mail:status").lines()).contains("listeners   none");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    fill();
    listen("mx", "2525\n", Duration.ZERO);

    assertThat(run("mail:status --json", store, new StandingDelivery(false)).json().toString())
        .isEqualTo(
            ("{'version':'0.1.0','startedAt':'2026-03-01T10:57:55Z','warnings':[],'store':{'state':'OPEN','detail':'',"
                    + "'freeBytes':13207024435,'setAside':0},'queue':{'paused':false,'messages':1,'recipients':{'QUEUED':1,"
                    + "'SCHEDULED':0,'ACTIVE':0,'DEFERRED':0,'HELD':1,'DELIVERED':0,'FAILED':0,'EXPIRED':0,'CANCELLED':0,"
                    + "'SUPPRESSED':0},'nextDue':'2026-03-01T12:00:12Z','sinceStart':{'accepted':120,'attempts':130,"
                    + "'retries':30,'delivered':100,'failed':1}},'delivery':{'active':3,'limit':50,'paused':false,"
                    + "'transports':['maildir','smtp']},'listeners':[{'name':'mx','port':2525}]}")
                .replace('\'', '"'));
  }

  private void fill() {
    store.put(
        Samples.message(
            Duration.ofMinutes(1),
            "a@example.org",
            1,
            Samples.recipient(0, "b@example.net", RecipientState.QUEUED),
            Samples.held(1, "c@example.net", "by hand")));
  }

  private void listen(String name, String endpoint, Duration ago) throws IOException {
    Path file = Files.createDirectories(data.resolve("run")).resolve("smtp-" + name + ".port");
    Files.writeString(file, endpoint);
    Files.setLastModifiedTime(file, FileTime.from(Samples.NOON.minus(ago)));
  }

  private KarafShell.Outcome run(String line, Object... services) {
    Object[] present = Arrays.copyOf(services, services.length + 1);
    present[services.length] = context(data);
    try (KarafShell shell = new KarafShell(clock, present)) {
      return shell.run(line);
    }
  }

  static BundleContext context(Path data) {
    Bundle bundle = answering(Bundle.class, "getVersion", new Version(0, 1, 0));
    return (BundleContext)
        Proxy.newProxyInstance(
            StatusCommandTest.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "getBundle" -> bundle;
                  case "getProperty" -> given[0].equals("karamail.data") ? data.toString() : null;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == given[0];
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static <T> T answering(Class<T> type, String method, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, given) -> called.getName().equals(method) ? answer : null));
  }
}
