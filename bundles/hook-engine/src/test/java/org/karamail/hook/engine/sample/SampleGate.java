package org.karamail.hook.engine.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.karamail.hook.Call;
import org.karamail.hook.Finding;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.karamail.hook.transaction.MailFromHook;

/**
 * A gate of a plugin that tests make: it refuses with its version, which it reads from its bundle at every call. The
 * property {@code does} makes it misbehave.
 */
public final class SampleGate implements MailFromHook {

  private volatile boolean closed;

  void activate(Map<String, Object> properties) throws InterruptedException {
    switch (String.valueOf(properties.get("does"))) {
      case "throw" -> throw new IllegalStateException("no licence file");
      case "hang" -> new CountDownLatch(1).await();
      default -> closed = false;
    }
  }

  void deactivate() {
    closed = true;
  }

  @Override
  public Outcome<Verdict> onMailFrom(MailFrom mail, Call call) {
    return Verdict.reject("5.7.1", closed ? "DEAD" : new Version().text()).with(new Finding.Virus("x"));
  }

  /** A class that is loaded at call time. */
  static final class Version {

    String text() {
      try (InputStream version = SampleGate.class.getResourceAsStream("/version.txt")) {
        return new String(version.readAllBytes(), StandardCharsets.US_ASCII);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
