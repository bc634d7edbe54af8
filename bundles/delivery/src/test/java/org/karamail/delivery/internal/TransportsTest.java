package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.delivery.Transport;
import org.karamail.message.Message;
import org.karamail.queue.Lease;

class TransportsTest {

  private final Transports transports = new Transports();

  @Test
  void theNewerOfTwoWithOneNameIsUsedUntilItGoes() {
    Transport old = new Named("smtp");
    Transport replacement = new Named("smtp");
    transports.add(old);
    transports.add(replacement);

    assertThat(transports.find("smtp").orElseThrow().transport()).isSameAs(replacement);
    transports.remove(replacement);
    assertThat(transports.find("smtp").orElseThrow().transport()).isSameAs(old);
    transports.remove(old);
    assertThat(transports.find("smtp")).isEmpty();
    assertThat(transports.names()).isEmpty();
  }

  @Test
  void oneThatGoesTakesNoOtherWithIt() {
    Transport smtp = new Named("smtp");
    transports.add(smtp);
    transports.add(new Named("maildir"));
    transports.remove(smtp);

    assertThat(transports.names()).containsExactly("maildir");
  }

  private static final class Named implements Transport {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<RecipientOutcome> deliver(Lease lease, Message message) {
      return List.of();
    }
  }
}
