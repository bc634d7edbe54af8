package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.DeliveryOutcome.Deferred;
import org.karamail.model.DeliveryOutcome.Delivered;
import org.karamail.model.DeliveryOutcome.Refused;
import org.karamail.model.DeliveryOutcome.Unknown;
import org.karamail.model.DeliveryOutcome.Unreachable;

class OutcomeTest {

  private static final Reply DONE = Reply.of(250, "2.0.0", "Ok");
  private static final Reply LATER = Reply.of(451, "4.7.1", "Later");
  private static final Reply NEVER = Reply.of(550, "5.1.1", "No such mailbox");
  private static final Route ROUTE = new Route("smtp", "example.org");

  @Test
  void anOutcomeTakesOnlyTheReplyThatMeansIt() {
    assertThat(new Delivered(DONE).kind()).isEqualTo(DeliveryOutcome.Kind.DELIVERED);
    assertThat(new Deferred(LATER).kind()).isEqualTo(DeliveryOutcome.Kind.DEFERRED);
    assertThat(new Refused(NEVER).kind()).isEqualTo(DeliveryOutcome.Kind.REFUSED);
    assertThatIllegalArgumentException().isThrownBy(() -> new Delivered(LATER));
    assertThatIllegalArgumentException().isThrownBy(() -> new Delivered(Reply.plain(354, "Go on")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Deferred(NEVER));
    assertThatIllegalArgumentException().isThrownBy(() -> new Deferred(DONE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Refused(LATER));
  }

  @Test
  void aSummaryIsOneLineForPeople() {
    Fault fault = new Fault(Fault.Category.TIMEOUT, "no answer within 30s");

    assertThat(new Refused(NEVER).summary()).isEqualTo("550 5.1.1 No such mailbox");
    assertThat(new Deferred(LATER).summary()).isEqualTo("451 4.7.1 Later");
    assertThat(new Delivered(DONE).summary()).isEqualTo("250 2.0.0 Ok");
    assertThat(new Unreachable(fault).summary()).isEqualTo("TIMEOUT: no answer within 30s");
    assertThat(new Unknown(fault).summary()).isEqualTo("outcome unknown, TIMEOUT: no answer within 30s");
    assertThat(new Unreachable(fault).kind()).isEqualTo(DeliveryOutcome.Kind.UNREACHABLE);
    assertThat(new Unknown(fault).kind()).isEqualTo(DeliveryOutcome.Kind.UNKNOWN);
  }

  @Test
  void attemptsCountFromOneAndTakeTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Attempt(0, Instant.EPOCH, Duration.ZERO, ROUTE, "", new Delivered(DONE)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Attempt(1, Instant.EPOCH, Duration.ofMillis(-1), ROUTE, "", new Delivered(DONE)));
  }

  @Test
  void recipientsAndTheirEventsCountFromZero() {
    Mailbox address = Mailbox.parse("ann@example.org").orElseThrow();
    QueueId id = new QueueId(1, NodeId.SINGLE);
    MailEvent.Kind kind = MailEvent.Kind.ACCEPTED;
    RecipientState state = RecipientState.QUEUED;

    assertThatIllegalArgumentException().isThrownBy(() -> new Recipient(-1, address, ROUTE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailEvent(id, -1, 0, Instant.EPOCH, kind, state, "", Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailEvent(id, 0, -1, Instant.EPOCH, kind, state, "", Optional.empty()));
  }

  @Test
  void aRouteIsWrittenAsTransportAndNextHopWithoutRegardToCase() {
    assertThat(new Route("smtp", "[MX.Example.org]:2525")).hasToString("smtp:[mx.example.org]:2525");
    assertThat(new Route("smtp", "EXAMPLE.org")).isEqualTo(ROUTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SMTP", "smtp:", "sm tp", "smtp\n"})
  void aTransportHasAPlainName(String transport) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Route(transport, "example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example org", "example.org\n", "a\u0000b", "a\u009bb", "a\u2028b", "a\u00a0b"})
  void aNextHopHasNoWhiteSpaceAndNoControls(String nextHop) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Route("smtp", nextHop));
  }

  @Test
  void aNextHopHasUpToThreeHundredCharacters() {
    assertThat(new Route("smtp", "a".repeat(300)).nextHop()).hasSize(300);
    assertThatIllegalArgumentException().isThrownBy(() -> new Route("smtp", "a".repeat(301)));
  }
}
