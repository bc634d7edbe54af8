package org.karamail.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.Fault;
import org.karamail.model.Mailbox;
import org.karamail.model.Route;
import org.karamail.routing.Destination.Hosts;
import org.karamail.routing.Destination.Kind;
import org.karamail.routing.Destinations;
import org.karamail.routing.RelayCredentials;
import org.karamail.routing.Resolution.Refused;
import org.karamail.routing.Resolution.Routed;
import org.karamail.routing.TlsPolicy;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.dns.Misbehaviour;

class SmartHostTest {

  private final Internet internet = new Internet();

  @AfterEach
  void close() {
    internet.close();
  }

  @Test
  void whatIsNotLocalGoesThroughItWhateverTheMxSay() {
    internet.routing("relayHost", "relay.example", "localDomains", "here.example", "relayDomains", "customer.example");

    assertThat(route("user@far.example", true)).isEqualTo(Destinations.SMART_HOST);
    assertThat(route("user@customer.example", false)).isEqualTo(Destinations.SMART_HOST);
    assertThat(route("user@here.example", false)).isEqualTo(new Route("maildir", "here.example"));
    assertThat(internet.routing.resolve(mailbox("user@far.example"), false)).isInstanceOf(Refused.class);
  }

  @Test
  void itsAddressesAreLookedUpWithoutMxAndMayBeLoopback() {
    internet.record("relay.example", "MX", "10 elsewhere.example").record("relay.example", "A", "127.0.0.1");
    internet.routing("relayHost", "Relay.example", "relayPort", "2587");

    Hosts hosts = hosts();

    assertThat(internet.addresses("@relay")).containsExactly("127.0.0.1:2587");
    assertThat(hosts.site()).isEqualTo("[relay.example]:2587");
    assertThat(hosts.tls()).contains(TlsPolicy.OPPORTUNISTIC);
    assertThat(hosts.credentials()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.25, 192.0.2.25:587", "[192.0.2.25], 192.0.2.25:587", "2001:db8::25, 2001:db8:0:0:0:0:0:25:587"})
  void itMayBeAnAddress(String relayHost, String expected) {
    internet.routing("relayHost", relayHost);

    assertThat(internet.addresses("@relay")).containsExactly(expected);
  }

  @Test
  void withAuthenticationTheCertificateIsVerifiedUnlessSaidOtherwise() {
    internet.record("relay.example", "A", "192.0.2.25");
    internet.routing(
        "relayHost", "relay.example", "relayAuth", "true", "relayUsername", "me", "relayPassword", "s3cret, with a comma");
    assertThat(hosts().credentials()).contains(new RelayCredentials("me", "s3cret, with a comma"));
    assertThat(hosts().tls()).contains(TlsPolicy.VERIFY);

    internet.routing(
        "relayHost", "relay.example", "relayAuth", "true", "relayUsername", "me", "relayPassword", "x", "relayTls", "require");
    assertThat(hosts().tls()).contains(TlsPolicy.REQUIRE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void onThisMachineThePasswordNeedsNoCertificate(String relayHost) {
    internet.routing("relayHost", relayHost, "relayAuth", "true", "relayUsername", "me", "relayPassword", "x");

    assertThat(hosts().tls()).contains(TlsPolicy.OPPORTUNISTIC);
  }

  @Test
  void thePasswordStandsInNothingThatIsPrinted() {
    internet.record("relay.example", "A", "192.0.2.25");
    internet.routing("relayHost", "relay.example", "relayAuth", "true", "relayUsername", "me", "relayPassword", "s3cret");

    assertThat(hosts().toString()).contains("me").doesNotContain("s3cret");
    assertThat(internet.routing.relay().toString()).doesNotContain("s3cret");
    assertThatThrownBy(() -> settings(Map.of("relayPassword", "s3cret", "relayAuth", "true", "relayHost", "x.example")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("relayUsername")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void mailThatWaitsFollowsAChangeOfIt() {
    internet.record("far.example", "A", "192.0.2.1").record("old.example", "A", "192.0.2.2").record("new.example", "A", "192.0.2.3");
    assertThat(internet.addresses("far.example")).containsExactly("192.0.2.1:25");

    internet.routing("relayHost", "old.example");
    assertThat(internet.addresses("far.example")).containsExactly("192.0.2.2:587");
    assertThat(internet.destinations.site(new Route("smtp", "far.example"))).isEqualTo("[old.example]:587");

    internet.routing("relayHost", "new.example");
    assertThat(internet.addresses("@relay")).containsExactly("192.0.2.3:587");
  }

  @Test
  void withoutOneWhatWasTakenForItWaits() {
    assertThat(internet.unresolved("@relay").fault())
        .matches(fault -> fault.category() == Fault.Category.LOCAL)
        .matches(fault -> fault.detail().contains("relayHost"));
  }

  @Test
  void aSmartHostThatDoesNotExistOrCannotBeLookedUpIsTemporary() {
    internet.routing("relayHost", "misspelt.example");
    assertThat(internet.find("@relay").kind()).isEqualTo(Kind.UNRESOLVED);

    internet.dns.misbehave("relay.example", Misbehaviour.SERVFAIL);
    internet.routing("relayHost", "relay.example");
    assertThat(internet.find("@relay").kind()).isEqualTo(Kind.UNRESOLVED);
  }

  @Test
  void aSmartHostThatIsOurselvesWaitsForACorrection() {
    internet.listen("127.0.0.1", 2525);
    internet.routing("relayHost", "127.0.0.1", "relayPort", "2525");

    assertThat(internet.unresolved("@relay").fault().detail()).contains("correct relayHost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relayHost | two words",
        "relayHost | relay.example:587",
        "relayHost | 300.1.1.1",
        "relayPort | 0",
        "relayTls | sometimes",
        "relayAuth | maybe",
        "providerSites | *.",
        "providerSites | a.*.example"
      })
  void aBadValueIsNamedWithItsKeyAndWhatWouldBeAccepted(String key, String value) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.routing: " + key + " = '")
        .hasMessageContaining("accepted: ");
  }

  private Hosts hosts() {
    return internet.hosts("@relay");
  }

  private Route route(String recipient, boolean mayRelay) {
    return Optional.of(internet.routing.resolve(mailbox(recipient), mayRelay))
        .filter(Routed.class::isInstance)
        .map(Routed.class::cast)
        .map(Routed::route)
        .orElseThrow();
  }

  private static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow();
  }

  private static void settings(Map<String, Object> properties) {
    new RoutingComponent("here.example", properties).deactivate();
  }
}
