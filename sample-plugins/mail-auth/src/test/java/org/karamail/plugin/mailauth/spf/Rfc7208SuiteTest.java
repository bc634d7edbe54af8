package org.karamail.plugin.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The openspf.org suite, all of it. */
class Rfc7208SuiteTest {

  private static final int ALL = 203;

  /** One case with the records of its part. */
  record Case(String part, String name, Map<?, ?> test, Map<String, ?> zone) {
    @Override
    public String toString() {
      return part + ": " + name;
    }
  }

  @Test
  void theSuiteIsThereInFull() {
    assertThat(cases()).hasSize(ALL);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aCheckAnswersWhatTheSuiteSays(Case one) {
    SpfAnswer answer =
        new SpfCheck(new SuiteZone(one.zone()), Clock.systemUTC(), System::nanoTime)
            .check(claim(one.test()), "mx.example.org", Duration.ofSeconds(20))
            .toCompletableFuture()
            .join();
    assertThat(expected(one.test().get("result")))
        .as("%s (%s)", one, answer)
        .contains(answer.value().name().toLowerCase(Locale.ROOT));
    Optional.ofNullable(one.test().get("explanation"))
        .ifPresent(text -> assertThat(answer.explanation().orElse("DEFAULT")).isEqualTo(text));
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Object document : documents()) {
      Map<?, ?> part = (Map<?, ?>) document;
      @SuppressWarnings("unchecked") // names of hosts
      Map<String, ?> zone = (Map<String, ?>) part.get("zonedata");
      ((Map<?, ?>) part.get("tests"))
          .forEach((name, test) -> cases.add(new Case(part.get("description").toString(), name.toString(), (Map<?, ?>) test, zone)));
    }
    return cases;
  }

  private static List<Object> documents() {
    try (InputStream in = Rfc7208SuiteTest.class.getResourceAsStream("rfc7208-tests.yml")) {
      List<Object> documents = new ArrayList<>();
      new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(in).forEach(documents::add);
      return documents;
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static Claim claim(Map<?, ?> test) {
    String helo = test.get("helo").toString();
    String sender = test.get("mailfrom").toString();
    int at = sender.lastIndexOf('@');
    String localPart = at < 0 ? "" : sender.substring(0, at);
    return new Claim(address(test.get("host").toString()), localPart, sender.isEmpty() ? helo : sender.substring(at + 1), helo);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static List<String> expected(Object result) {
    Stream<?> results = result instanceof List<?> several ? several.stream() : Stream.of(result);
    return results.map(Object::toString).toList();
  }
}
