package org.karamail.plugin.dkimsigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.runtime.Reflective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Called as Karaf's shell calls a service that is a command by its properties. */
class KeyCommandsTest {

  @TempDir Path folder;

  @Test
  void aNewKeyComesWithItsRecordAndWhatToDoNext() throws Exception {
    String said = call("dkim-generate", "Example.org");

    assertThat(folder.resolve("example.org/r20260301.pem")).exists();
    assertThat(said)
        .contains("r20260301._domainkey.example.org. IN TXT ( \"v=DKIM1; k=rsa; p=MII")
        .contains("add example.org:r20260301 to keys in etc/karamail.dkimsigner.cfg")
        .doesNotContain("PRIVATE");
  }

  @Test
  void theRecordsOfADomainAreShownAgain() throws Exception {
    call("dkim-generate", "example.org", "s1", "ed25519");
    String first = call("dkim-generate", "example.org", "s2", "rsa");

    assertThat(call("dkim-record", "example.org"))
        .startsWith("s1._domainkey.example.org. IN TXT ( \"v=DKIM1; k=ed25519; p=")
        .contains(first.substring(first.indexOf("s2._domainkey.example.org. IN")).strip());
  }

  @Test
  void aKeyIsNeverWrittenOver() throws Exception {
    call("dkim-generate", "example.org", "s1", "ed25519");
    byte[] before = Files.readAllBytes(folder.resolve("example.org/s1.pem"));

    assertThatThrownBy(() -> call("dkim-generate", "example.org", "s1", "ed25519"))
        .hasMessageContaining("s1.pem already")
        .hasMessageContaining("choose another selector");
    assertThat(folder.resolve("example.org/s1.pem")).hasBinaryContent(before);
  }

  @Test
  void whoAsksWronglyIsToldHowToAsk() {
    assertThatThrownBy(() -> call("dkim-generate")).hasMessageContaining("usage: mail:dkim-generate");
    assertThatThrownBy(() -> call("dkim-generate", "example.org", "../up")).hasMessageContaining("usage: mail:dkim-generate");
    assertThatThrownBy(() -> call("dkim-record")).hasMessageContaining("usage: mail:dkim-record");
    assertThatThrownBy(() -> call("dkim-record", "..")).hasMessageContaining("usage: mail:dkim-record");
  }

  @Test
  void aDomainWithoutKeysIsSaidToHaveNone() throws Exception {
    assertThat(call("dkim-record", "example.org")).startsWith("There are no keys of example.org");
  }

  private String call(String command, Object... arguments) throws Exception {
    KeyCommands commands =
        new KeyCommands(folder, Map.of(), Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Reflective.invoke(null, commands, command, List.of(arguments));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
