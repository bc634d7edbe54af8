package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginTest {

  @Test
  void sumsUpWhatIsKnownAndLeavesOutTheRest() {
    Origin client =
        new Origin("ESMTPSA", "submission", Optional.of("192.0.2.1"), "client.example.org", Optional.of("ann"), true);

    assertThat(client.summary()).isEqualTo("ESMTPSA on submission from 192.0.2.1 (client.example.org), user ann");
    assertThat(Origin.local("delivery").summary()).isEqualTo("LOCAL on delivery");
  }
}
