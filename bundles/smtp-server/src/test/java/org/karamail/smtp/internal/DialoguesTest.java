package org.karamail.smtp.internal;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.testkit.smtp.Dialogue;

/** Every command in its good and bad forms, as conversations in {@code dialogues}. */
class DialoguesTest {

  private RunningListener server;

  @BeforeEach
  void start() {
    server = RunningListener.with("maxErrors", "1000");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static List<Dialogue> dialogues() {
    return Dialogue.in(DialoguesTest.class, "dialogues");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialogues")
  void theServerKeepsToIt(Dialogue dialogue) {
    dialogue.play(server.address());
  }
}
