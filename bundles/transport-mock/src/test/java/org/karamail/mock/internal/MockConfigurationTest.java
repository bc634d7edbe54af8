package org.karamail.mock.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.InvalidSettingException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class MockConfigurationTest {

  private static final Path SHIPPED = Path.of("../../karaf-assembly/src/main/resources/etc/karamail.mock.cfg");
  private static final Pattern KEY = Pattern.compile("(?m)^#?([A-Za-z]+) =(.*)$");

  private final List<Object> registered = new ArrayList<>();

  @Test
  void theTransportIsThereOnlyWhileAPatternIsConfigured() {
    MockComponent component = new MockComponent(context(), Map.of());
    assertThat(registered).isEmpty();

    component.modified(Map.of("refuse", "*@drill.example"));
    assertThat(registered).hasSize(1);
    component.modified(Map.of("accept", "*@drill.example"));
    assertThat(registered).hasSize(1);

    component.modified(Map.of());
    assertThat(registered).isEmpty();
  }

  @Test
  void aBadChangeLeavesTheLastGoodOneInForce() {
    MockComponent component = new MockComponent(context(), Map.of("accept", "*"));

    component.modified(Map.of("deferReply", "busy"));

    assertThat(registered).hasSize(1);
    component.stop();
    assertThat(registered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deferReply | busy",
        "deferReply | 550 5.1.1 for good",
        "deferReply | 451 5.1.1 for good and for now",
        "refuseReply | 451 4.3.0 for now",
        "refuseReply | 550 no status code"
      })
  void aBadValueIsNamedWithItsKeyAndWhatWouldBeAccepted(String key, String value) {
    assertThatThrownBy(() -> Drill.settings(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.mock: " + key + " = '")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void theShippedFileHasEveryKeyWithItsDefault() throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    Matcher keys = KEY.matcher(Files.readString(SHIPPED));
    while (keys.find()) {
      shipped.put(keys.group(1), keys.group(2).trim());
    }

    assertThat(shipped).isEqualTo(defaults());
    assertThat(Drill.settings(defaults())).isEqualTo(Drill.settings(Map.of()));
    assertThat(Files.readAllLines(SHIPPED)).allMatch(line -> line.isBlank() || line.startsWith("#"));
  }

  private static Map<String, String> defaults() {
    return Arrays.stream(MockConfiguration.class.getDeclaredMethods())
        .collect(Collectors.toMap(Method::getName, method -> (String) method.getDefaultValue(), (a, b) -> a, TreeMap::new));
  }

  /** A context that only keeps what is registered. */
  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, args) -> register(args[1]));
  }

  private Object register(Object service) {
    registered.add(service);
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {ServiceRegistration.class},
        (self, method, args) -> {
          registered.remove(service);
          return null;
        });
  }
}
