package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands on disk by number, written down here a second time: whoever changes one cannot read old queues. */
class CodesTest {

  private static final Map<String, Map<String, Integer>> CODES =
      Map.of(
          "BodyType", Map.of("SEVEN_BIT", 1, "EIGHT_BIT_MIME", 2),
          "DeliveryOutcome$Kind",
              Map.of("DELIVERED", 1, "DEFERRED", 2, "REFUSED", 3, "UNREACHABLE", 4, "UNKNOWN", 5),
          "Fault$Category",
              Map.of("CONNECTION", 1, "DNS", 2, "TLS", 3, "TIMEOUT", 4, "PROTOCOL", 5, "LOCAL", 6),
          "MailEvent$Kind",
              Map.ofEntries(
                  Map.entry("ACCEPTED", 1),
                  Map.entry("DELIVERED", 2),
                  Map.entry("DEFERRED", 3),
                  Map.entry("FAILED", 4),
                  Map.entry("EXPIRED", 5),
                  Map.entry("HELD", 6),
                  Map.entry("RELEASED", 7),
                  Map.entry("REQUEUED", 8),
                  Map.entry("CANCELLED", 9),
                  Map.entry("SUPPRESSED", 10),
                  Map.entry("REPORTED", 11),
                  Map.entry("RECOVERED", 12)),
          "Notify", Map.of("NEVER", 1, "SUCCESS", 2, "FAILURE", 4, "DELAY", 8),
          "RecipientState",
              Map.of(
                  "QUEUED", 1,
                  "SCHEDULED", 2,
                  "ACTIVE", 3,
                  "DEFERRED", 4,
                  "HELD", 5,
                  "DELIVERED", 6,
                  "FAILED", 7,
                  "EXPIRED", 8,
                  "CANCELLED", 9,
                  "SUPPRESSED", 10),
          "ReportForm$Returned", Map.of("HDRS", 1, "FULL", 2));

  @Test
  void everyCodeIsTheOneItHasAlwaysBeen() throws Exception {
    assertThat(codesOfTheModel()).isEqualTo(new TreeMap<>(CODES));
  }

  private static Map<String, Map<String, Integer>> codesOfTheModel() throws Exception {
    Map<String, Map<String, Integer>> found = new TreeMap<>();
    for (Class<?> type : classesOfTheModel()) {
      if (type.isEnum() && Coded.class.isAssignableFrom(type)) {
        Map<String, Integer> codes = new TreeMap<>();
        for (Object constant : type.getEnumConstants()) {
          codes.put(((Enum<?>) constant).name(), ((Coded) constant).code());
        }
        found.put(type.getName().substring(type.getPackageName().length() + 1), codes);
      }
    }
    return found;
  }

  private static Class<?>[] classesOfTheModel() throws IOException, URISyntaxException, ClassNotFoundException {
    Path folder = Path.of(Coded.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(folder.resolve("org/karamail/model"))) {
      Path[] classes = files.filter(file -> file.toString().endsWith(".class")).toArray(Path[]::new);
      Class<?>[] loaded = new Class<?>[classes.length];
      for (int i = 0; i < classes.length; i++) {
        String name = classes[i].getFileName().toString().replace(".class", "");
        loaded[i] = Class.forName("org.karamail.model." + name);
      }
      return loaded;
    }
  }

  @Test
  void aCodeIsReadBackAsItsConstant() {
    for (RecipientState state : RecipientState.values()) {
      assertThat(Coded.of(RecipientState.class, state.code())).isEqualTo(state);
    }
  }

  @Test
  void aCodeThatThisReleaseDoesNotKnowIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Coded.of(MailEvent.Kind.class, 99))
        .withMessage("unknown Kind code 99");
    assertThatIllegalArgumentException().isThrownBy(() -> Coded.of(RecipientState.class, 0));
  }
}
