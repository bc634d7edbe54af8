package org.karamail.plugin.mailauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.catalogue.HookPoints;

/** The corpora that jDKIM's tests carry: of Mail::DKIM, with the keys it needs, and mail of large providers. */
class DkimCorpusTest {

  private static final String JDKIM = "/org/apache/james/jdkim";
  private static final String GMAIL =
      "k=rsa; t=y; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDIhyR3oItOy22ZOaBrIVe9m/iME3RqOJeasANSpg2YTHTYV+Xtp4xwf5gTjCmHQEMO"
          + "s0qYu0FYiNQPQogJ2t0Mfx9zNu06rfRBDjiIU9tpx2T+NGlWZ8qhbiLo5By8apJavLyqTLavyPSrvsx0B3YzC63T4Age2CDqZYA+OwSMWQIDAQAB";

  @Test
  void mailOfProvidersPassesUnlessItWasChanged() throws IOException, URISyntaxException {
    Map<String, Value> found = check("corpus");

    assertThat(found)
        .containsEntry("gamma_gmail.com.eml", Value.PASS)
        .containsEntry("s1024_yahoo.com.eml", Value.PASS)
        .containsEntry("FAIL_BADBH_s1024_yahoo.com.eml", Value.FAIL)
        .containsEntry("FAIL_illegalargumentexception.eml", Value.PERMERROR)
        .containsEntry("pmta_myspace.com.eml", Value.PERMERROR);
  }

  /** All of it is rsa-sha1, or a draft of DKIM without a version, or wrong. */
  @Test
  void nothingOfTheOldCorpusPasses() throws IOException, URISyntaxException {
    assertThat(check("Mail-DKIM/corpus")).hasSizeGreaterThan(50).doesNotContainValue(Value.PASS);
  }

  private static Map<String, Value> check(String folder) throws IOException, URISyntaxException {
    URI jar = DkimCorpusTest.class.getResource(JDKIM + "/Mail-DKIM/FAKE_DNS.dat").toURI();
    Map<String, Value> results = new TreeMap<>();
    try (Plugin plugin = Plugin.with();
        FileSystem files = FileSystems.newFileSystem(jar, Map.of());
        Stream<Path> messages = Files.list(files.getPath(JDKIM, folder))) {
      publish(plugin, Files.readAllLines(files.getPath(JDKIM, "Mail-DKIM/FAKE_DNS.dat"), ISO_8859_1));
      plugin.dns.record("gamma._domainkey.gmail.com", "TXT", GMAIL);
      for (Path message : messages.toList()) {
        String text = Files.readString(message, ISO_8859_1).replaceAll("\r?\n", "\r\n");
        Dkim found = (Dkim) plugin.harness.ask(HookPoints.ON_DKIM_VERIFY, plugin.component, SignedMail.incoming(text)).result();
        results.put(message.getFileName().toString(), found.value());
      }
    }
    return results;
  }

  private static void publish(Plugin plugin, List<String> records) {
    for (String line : records) {
      if (!line.startsWith("#") && line.contains(" ")) {
        plugin.dns.record(line.substring(0, line.indexOf(' ')), "TXT", line.substring(line.indexOf(' ')).strip());
      }
    }
  }
}
