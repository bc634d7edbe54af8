package org.karamail.smtp;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karamail.settings.Instance;
import org.karamail.settings.Settings;
import org.karamail.smtp.internal.settings.ListenerSettings;
import org.karamail.smtp.internal.settings.ListenerSettingsReader;
import org.karamail.testkit.ShippedConfiguration;

class ShippedFilesTest {

  private static final Map<String, String> EXAMPLE = Map.of("hostname", "mx.example.org");

  @Test
  void theFileOfIncomingMailNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofServer("karamail.smtp-mx")
        .showing(EXAMPLE)
        .documents(SmtpListenerConfiguration.class, ShippedFilesTest::read);
  }

  @Test
  void theFileOfSubmissionSetsItsPortAndAsksForAuthentication() {
    ShippedConfiguration.ofServer("karamail.smtp-submission")
        .showing(EXAMPLE)
        .switchingOn(Map.of("port", "2587", "authenticationRequired", "true"))
        .documents(SmtpListenerConfiguration.class, ShippedFilesTest::read);
  }

  private static ListenerSettings read(Settings settings) {
    return ListenerSettingsReader.read(settings, new Instance(Path.of("."), "host.example", false, true));
  }
}
