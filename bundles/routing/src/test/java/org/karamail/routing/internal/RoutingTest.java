package org.karamail.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.routing.Resolution;
import org.karamail.routing.Resolution.Refused;
import org.karamail.routing.Resolution.Routed;

class RoutingTest {

  private static final boolean STRANGER = false;
  private static final boolean TRUSTED = true;

  private final RoutingComponent routing =
      new RoutingComponent(
          "mail.here.example",
          Map.of(
              "localDomains", "here.example, Example.LOCAL, [192.0.2.1]",
              "relayDomains", "customer.example",
              "localRecipients", "alice, Bob@example.local, \"odd one\""));

  private final RoutingComponent shipped = new RoutingComponent("mail.here.example", Map.of());

  @Test
  void mailForALocalDomainGoesToTheMaildirOfThatDomain() {
    assertThat(resolve("alice@here.example")).isEqualTo(local("here.example"));
    assertThat(resolve("alice@EXAMPLE.local")).isEqualTo(local("example.local"));
    assertThat(resolve("alice@[192.0.2.1]")).isEqualTo(local("[192.0.2.1]"));
  }

  @Test
  void aListedLocalPartIsThereAtEveryLocalDomainInAnyCase() {
    assertThat(resolve("ALICE@here.example")).isEqualTo(local("here.example"));
    assertThat(resolve("alice@example.local")).isEqualTo(local("example.local"));
    assertThat(resolve("\"ODD one\"@here.example")).isEqualTo(local("here.example"));
  }

  @Test
  void aListedAddressIsThereAtItsDomainOnly() {
    assertThat(resolve("bob@example.local")).isEqualTo(local("example.local"));
    assertThat(resolve("bob@here.example")).isEqualTo(noMailbox());
  }

  @Test
  void whoIsNotListedIsRefusedAsUnknown() {
    assertThat(resolve("mallory@here.example")).isEqualTo(noMailbox());
    assertThat(routing.resolve(mailbox("mallory@here.example"), TRUSTED)).isEqualTo(noMailbox());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postmaster", "POSTMASTER", "Postmaster", "abuse", "Abuse"})
  void postmasterAndAbuseAreThereAtEveryLocalDomainWhateverTheListSays(String name) {
    assertThat(resolve(name + "@here.example")).isEqualTo(local("here.example"));
    assertThat(resolve(name + "@example.local")).isEqualTo(local("example.local"));
    assertThat(resolve(name + "@elsewhere.example")).isEqualTo(noRelay());
  }

  @Test
  void strangersMaySendToRelayDomainsOnly() {
    assertThat(resolve("anyone@customer.example")).isEqualTo(relayed("customer.example"));
    assertThat(resolve("anyone@elsewhere.example")).isEqualTo(noRelay());
    assertThat(resolve("anyone@sub.customer.example")).isEqualTo(noRelay());
  }

  @Test
  void trustedClientsMaySendAnywhere() {
    assertThat(routing.resolve(mailbox("anyone@Elsewhere.example"), TRUSTED)).isEqualTo(relayed("elsewhere.example"));
    assertThat(routing.resolve(mailbox("anyone@[203.0.113.9]"), TRUSTED)).isEqualTo(relayed("[203.0.113.9]"));
  }

  @Test
  void aDomainMayTakeAnotherTransportAndNobodyMaySendThereWhoMightNotOtherwise() {
    RoutingComponent drilled =
        new RoutingComponent(
            "mail.here.example",
            Map.of(
                "localDomains", "here.example, boxes.example",
                "relayDomains", "customer.example",
                "localRecipients", "alice",
                "relayHost", "relay.example.net",
                "transports",
                    "Drill.example = mock, customer.example=smtp:[mx.customer.example]:2525, boxes.example=lmtp:[::1]:24"));

    assertThat(drilled.resolve(mailbox("any@drill.example"), TRUSTED))
        .isEqualTo(new Routed(new Route("mock", "drill.example"), false));
    assertThat(drilled.resolve(mailbox("any@drill.example"), STRANGER)).isEqualTo(noRelay());
    assertThat(drilled.resolve(mailbox("any@customer.example"), STRANGER))
        .isEqualTo(new Routed(new Route("smtp", "[mx.customer.example]:2525"), false));
    assertThat(drilled.resolve(mailbox("alice@boxes.example"), STRANGER))
        .isEqualTo(new Routed(new Route("lmtp", "[::1]:24"), true));
    assertThat(drilled.resolve(mailbox("mallory@boxes.example"), STRANGER)).isEqualTo(noMailbox());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user@[203.0.113.9]",
        "user@[192.0.2.10]",
        "user@[ipv6:2001:db8::1]",
        "user@[ipv6:::ffff:192.0.2.1]",
        "user@192.0.2.1",
        "user@here.example.elsewhere.example",
        "user@xhere.example",
        "\"user@elsewhere.example\"@elsewhere.example"
      })
  void nothingButAListedDomainIsLocal(String address) {
    assertThat(resolve(address)).isEqualTo(noRelay());
  }

  /** The relay spellings of two decades: at a local domain each is the name of a user here, never an address elsewhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "user%elsewhere.example",
        "elsewhere.example!user",
        "here.example!elsewhere.example!user",
        "\"user@elsewhere.example\"",
        "\"user%elsewhere.example\"",
        "\"@elsewhere.example:user\"",
        "\"<user@elsewhere.example>\"",
        "user%elsewhere.example%here.example"
      })
  void aRelaySpellingAtALocalDomainIsAUserHere(String localPart) {
    for (boolean mayRelay : new boolean[] {STRANGER, TRUSTED}) {
      assertThat(routing.resolve(mailbox(localPart + "@here.example"), mayRelay)).isEqualTo(noMailbox());
      assertThat(shipped.resolve(mailbox(localPart + "@mail.here.example"), mayRelay)).isEqualTo(local("mail.here.example"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@here.example:user@elsewhere.example",
        "user@elsewhere.example@here.example",
        "user@elsewhere.example.",
        "user@here.example.",
        "user@elsewhere.example,here.example",
        "user@[here.example]",
        "user@"
      })
  void aSpellingThatIsNoAddressNeverReachesRouting(String text) {
    assertThat(Mailbox.parse(text)).isEmpty();
  }

  @Test
  void asShippedThisHostAndLocalhostAreLocalAndEverybodyHasAMailbox() {
    assertThat(shipped.resolve(mailbox("anyone@localhost"), STRANGER)).isEqualTo(local("localhost"));
    assertThat(shipped.resolve(mailbox("anyone@MAIL.here.example"), STRANGER)).isEqualTo(local("mail.here.example"));
    assertThat(shipped.resolve(mailbox("anyone@elsewhere.example"), STRANGER)).isEqualTo(noRelay());
  }

  @Test
  void aHostNameThatIsNoDomainLeavesLocalhost() {
    RoutingComponent nameless = new RoutingComponent("not a name", Map.of());

    assertThat(nameless.resolve(mailbox("anyone@localhost"), STRANGER)).isEqualTo(local("localhost"));
  }

  @Test
  void postmasterLivesAtTheFirstLocalDomain() {
    assertThat(routing.postmaster()).isEqualTo(mailbox("postmaster@here.example"));
  }

  private Resolution resolve(String address) {
    return routing.resolve(mailbox(address), STRANGER);
  }

  private static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow();
  }

  private static Resolution local(String domain) {
    return new Routed(new Route("maildir", domain), true);
  }

  private static Resolution relayed(String domain) {
    return new Routed(new Route("smtp", domain), false);
  }

  private static Resolution noRelay() {
    return new Refused(Reply.of(550, "5.7.1", "Relaying denied"));
  }

  private static Resolution noMailbox() {
    return new Refused(Reply.of(550, "5.1.1", "No such mailbox here"));
  }
}
