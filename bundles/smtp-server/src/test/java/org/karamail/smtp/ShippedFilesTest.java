package org.karamail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.smtp.internal.RunningListener;

/** The shipped files are the manual: every key stands in them with the default that is really used. */
class ShippedFilesTest {

  private static final Path ETC = Path.of("../../karaf-assembly/src/main/resources/etc");
  private static final Pattern KEY = Pattern.compile("(?m)^#?([A-Za-z]+) =(.*)$");
  private static final Map<String, String> SET_FOR_SUBMISSION = Map.of("port", "2587", "authenticationRequired", "true");

  @ParameterizedTest
  @ValueSource(strings = {"karamail.smtp-mx.cfg", "karamail.smtp-submission.cfg"})
  void everyKeyStandsInTheFileWithItsDefault(String name) throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    Matcher keys = KEY.matcher(Files.readString(ETC.resolve(name)));
    while (keys.find()) {
      shipped.put(keys.group(1), keys.group(2).trim());
    }
    Map<String, String> expected = defaults();
    expected.put("hostname", "mx.example.org");
    if (name.contains("submission")) {
      expected.putAll(SET_FOR_SUBMISSION);
    }
    assertThat(shipped).isEqualTo(expected);
  }

  @Test
  void onlySubmissionSetsKeys() throws IOException {
    assertThat(settings("karamail.smtp-mx.cfg")).isEmpty();
    assertThat(settings("karamail.smtp-submission.cfg")).isEqualTo(SET_FOR_SUBMISSION);
  }

  @Test
  void theDefaultsInTheMetatypeAreTheOnesThatAreUsed() {
    Map<String, String> written = defaults();
    written.put("port", "0");
    written.values().removeIf(String::isEmpty);
    assertThat(RunningListener.settings(written)).isEqualTo(RunningListener.settings(Map.of()));
  }

  private static Map<String, String> settings(String name) throws IOException {
    return Files.readAllLines(ETC.resolve(name)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" = ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static Map<String, String> defaults() {
    return Arrays.stream(SmtpListenerConfiguration.class.getDeclaredMethods())
        .collect(Collectors.toMap(Method::getName, method -> (String) method.getDefaultValue(), (a, b) -> a, TreeMap::new));
  }
}
