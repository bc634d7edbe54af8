package org.karamail.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.Fault;
import org.karamail.model.Route;
import org.karamail.routing.Destination;
import org.karamail.routing.Destinations;
import org.karamail.testkit.dns.Misbehaviour;

class FallbackRelayTest {

  private static final Route FAR = new Route("smtp", "far.example");

  private final Internet internet = new Internet();

  @AfterEach
  void close() {
    internet.close();
  }

  @Test
  void thereIsNoneByDefault() {
    assertThat(internet.destinations.fallback(FAR)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "backup.example, [backup.example]:25",
    "Backup.example, [backup.example]:25",
    "[backup.example], [backup.example]:25",
    "[backup.example]:2525, [backup.example]:2525",
    "192.0.2.7, [192.0.2.7]:25",
    "[192.0.2.7]:2525, [192.0.2.7]:2525",
    "[2001:db8::7]:2525, [2001:db8::7]:2525"
  })
  void itIsAHostThatTheRouteNames(String configured, String nextHop) {
    internet.routing("fallbackRelay", configured);

    Route route = internet.destinations.fallback(FAR).orElseThrow();

    assertThat(route).isEqualTo(new Route("smtp", nextHop));
    internet.record("backup.example", "A", "192.0.2.7");
    assertThat(internet.find(route).kind()).isEqualTo(Destination.Kind.HOSTS);
  }

  @Test
  void mailForADomainAndForTheSmartHostHasItAndMailForANamedHostHasNot() {
    internet.routing("relayHost", "relay.example", "fallbackRelay", "backup.example");

    assertThat(internet.destinations.fallback(FAR)).isPresent();
    assertThat(internet.destinations.fallback(Destinations.SMART_HOST)).isPresent();
    assertThat(internet.destinations.fallback(new Route("smtp", "[mx.partner.example]"))).isEmpty();
  }

  @Test
  void whoAsksForTheWayIsToldOfIt() {
    internet.routing("fallbackRelay", "backup.example");
    internet.record("far.example", "MX", "10 mx.far.example").record("mx.far.example", "A", "192.0.2.1");
    internet.record("null.example", "MX", "0 .");
    String told = "what no host there can be given goes by [backup.example]:25 (fallbackRelay)";

    assertThat(internet.find("far.example").reasons()).contains(told);
    assertThat(internet.find("null.example").reasons()).doesNotContain(told);
    internet.dns.misbehave("broken.example", Misbehaviour.SERVFAIL);
    assertThat(internet.find("broken.example").reasons()).contains(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[127.0.0.1]:25"})
  void thisKaramailItselfIsNoWayRound(String itself) {
    internet.listen("127.0.0.1", 25);
    internet.routing("fallbackRelay", itself);

    Fault fault = internet.unresolved("[127.0.0.1]:25").fault();

    assertThat(fault.category()).isEqualTo(Fault.Category.LOCAL);
    assertThat(fault.detail()).isEqualTo("the host [127.0.0.1]:25 is this Karamail itself: correct fallbackRelay");
  }
}
