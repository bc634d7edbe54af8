package org.karamail.mock.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.ShippedConfiguration;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class MockConfigurationTest {

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
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofServer(MockSettings.PID).documents(MockConfiguration.class, MockSettings::read);
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
