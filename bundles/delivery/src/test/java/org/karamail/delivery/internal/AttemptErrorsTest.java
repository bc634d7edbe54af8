package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.delivery.AttemptErrors;
import org.karamail.delivery.AttemptErrors.Category;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.testkit.store.SampleMail;

class AttemptErrorsTest {

  @TempDir Path home;
  private DeliveryBench bench;

  @BeforeEach
  void open() {
    bench = DeliveryBench.started(home);
    bench.smtp().always(Leases.REFUSED);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatAttemptsFailOfIsCounted() {
    bench.smtp().at("dns.example", lease -> ScriptedTransport.all(lease, unreachable(Fault.Category.DNS)));
    bench.smtp().at("tls.example", lease -> ScriptedTransport.all(lease, unreachable(Fault.Category.TLS)));
    bench.smtp().at("grey.example", lease -> ScriptedTransport.all(lease, Leases.DEFERRED));
    bench.smtp().at("lost.example", lease -> ScriptedTransport.all(lease, Leases.UNKNOWN));
    bench.smtp().at("fine.example", lease -> ScriptedTransport.all(lease, Leases.DELIVERED));
    QueueId id =
        bench.accept(
            SampleMail.to("a@dns.example", "b@tls.example", "c@grey.example", "d@lost.example", "e@fine.example", "f@no.example"));
    for (int recipient = 0; recipient < 4; recipient++) {
      bench.awaitState(id, recipient, RecipientState.DEFERRED);
    }
    bench.awaitEvent(id, 4, MailEvent.Kind.DELIVERED);
    bench.awaitEvent(id, 5, MailEvent.Kind.FAILED);

    AttemptErrors errors = bench.delivery().errors();

    for (Category one : List.of(Category.DNS, Category.TLS, Category.SMTP_4XX, Category.TIMEOUT, Category.SMTP_5XX)) {
      assertThat(errors.count(one)).isEqualTo(1);
    }
    assertThat(errors.count(Category.CONNECTION)).isZero();
  }

  private static DeliveryOutcome unreachable(Fault.Category category) {
    return new DeliveryOutcome.Unreachable(new Fault(category, "so it is"));
  }
}
