package org.karamail.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.model.Mailbox;
import org.karamail.routing.Resolution.Routed;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.ShippedConfiguration;

class RoutingConfigurationTest {

  @TempDir Path folder;

  private RoutingComponent routing = with(Map.of("localDomains", "here.example"));

  @AfterEach
  void stop() {
    routing.deactivate();
  }

  @Test
  void aChangeAppliesAtOnce() {
    routing.modified(Map.of("localDomains", "there.example"));

    assertThat(isTaken("user@there.example")).isTrue();
    assertThat(isTaken("user@here.example")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localDomains | exa mple",
        "localDomains | [300.1.1.1]",
        "relayDomains | trailing.example.",
        "transports | drill.example",
        "transports | drill.example=MOCK",
        "transports | exa mple=mock",
        "transports | drill.example=mock:a b",
        "fallbackRelay | exa mple",
        "fallbackRelay | backup.example:25",
        "fallbackRelay | [backup.example]:70000",
        "localRecipients | alice, bob smith",
        "localRecipients | /no/such/file",
        "localRecipients | etc/recipients"
      })
  void aBadValueIsNamedWithItsKeyAndLeavesTheLastGoodOnesInForce(String key, String value) {
    assertThatThrownBy(() -> with(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.routing: " + key + " = '")
        .hasMessageContaining("accepted: ");

    Map<String, Object> changed = new HashMap<>(Map.of("localDomains", "there.example"));
    changed.put(key, value);
    routing.modified(changed);

    assertThat(isTaken("user@here.example")).isTrue();
    assertThat(isTaken("user@there.example")).isFalse();
  }

  @Test
  void aFileOfRecipientsIsReadAgainWhenItChanges() throws IOException {
    Path file = recipients("alice # the first", "", "# nobody", "Bob@here.example");
    routing = with(Map.of("localDomains", "here.example", "localRecipients", file.toString()));
    assertThat(isTaken("alice@here.example")).isTrue();
    assertThat(isTaken("bob@here.example")).isTrue();
    assertThat(isTaken("carol@here.example")).isFalse();

    recipients("carol", "someone.longer");

    await().until(() -> isTaken("carol@here.example"));
    assertThat(isTaken("alice@here.example")).isFalse();
  }

  @Test
  void aFileThatTurnsMalformedOrVanishesLeavesTheRecipientsAsTheyWere() throws IOException {
    Path path = recipients("alice");
    RecipientFile file = new RecipientFile(path);

    recipients("alice", "not an address");
    file.refresh();
    assertThat(file.include(mailbox("alice@here.example"))).isTrue();

    Files.delete(path);
    file.refresh();
    assertThat(file.include(mailbox("alice@here.example"))).isTrue();

    recipients("bob");
    file.refresh();
    assertThat(file.include(mailbox("bob@here.example"))).isTrue();
    assertThat(file.include(mailbox("alice@here.example"))).isFalse();
  }

  @Test
  void aComponentThatNoLongerHasAFileHasNoThreadForIt() throws IOException {
    routing = with(Map.of("localRecipients", recipients("alice").toString()));
    assertThat(watchers()).isPositive();

    routing.modified(Map.of("localRecipients", "*"));

    await().until(() -> watchers() == 0);
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofServer(RoutingSettings.PID)
        .showing(Map.of("localDomains", "localhost, example.local, [192.0.2.1]"))
        .documents(RoutingConfiguration.class, settings -> RoutingSettings.read(settings, "host.example").relay());
  }

  private static long watchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("karamail-local-recipients"))
        .count();
  }

  private Path recipients(String... lines) throws IOException {
    return Files.write(folder.resolve("recipients"), List.of(lines));
  }

  private boolean isTaken(String address) {
    return routing.resolve(mailbox(address), false) instanceof Routed;
  }

  private static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow();
  }

  private static RoutingComponent with(Map<String, ?> properties) {
    return new RoutingComponent("host.example", properties);
  }
}
