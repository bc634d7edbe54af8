package org.karamail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceTest {

  @Test
  void theStartScriptsPropertyNamesTheDataFolder() {
    Instance instance = instance(Map.of("karamail.data", "/srv/x/../mail"), Map.of("KARAMAIL_DATA", "/elsewhere"));

    assertThat(instance.data()).isEqualTo(Path.of("/srv/mail"));
  }

  @Test
  void withoutItTheEnvironmentNamesTheDataFolder() {
    assertThat(instance(Map.of(), Map.of("KARAMAIL_DATA", "/srv/mail")).data()).isEqualTo(Path.of("/srv/mail"));
    assertThat(instance(Map.of("karamail.data", " "), Map.of("KARAMAIL_DATA", "/srv/mail")).data())
        .isEqualTo(Path.of("/srv/mail"));
  }

  @Test
  void withoutEitherItLiesBelowKarafsDataAndNeverInTheCurrentFolderItself() {
    assertThat(instance(Map.of("karaf.data", "/opt/k/data"), Map.of()).data()).isEqualTo(Path.of("/opt/k/data/karamail"));
    assertThat(instance(Map.of("karaf.data", "/opt/k/data"), Map.of("KARAMAIL_DATA", "")).data())
        .isEqualTo(Path.of("/opt/k/data/karamail"));
    assertThat(instance(Map.of(), Map.of()).data()).isEqualTo(Path.of("data/karamail").toAbsolutePath());
  }

  @Test
  void theHostNameIsTheOneThatWasGivenOrTheSystems() {
    assertThat(instance(Map.of(), Map.of("KARAMAIL_HOSTNAME", "mx.example")).hostname()).isEqualTo("mx.example");
    assertThat(instance(Map.of(), Map.of("KARAMAIL_HOSTNAME", " ")).hostname()).isNotBlank();
    assertThat(instance(Map.of(), Map.of()).hostname()).isNotBlank();
  }

  @Test
  void developmentIsOffAndAuthenticationOnUntilTheOperatorSaysOtherwise() {
    assertThat(instance(Map.of(), Map.of()).development()).isFalse();
    assertThat(instance(Map.of(), Map.of()).authenticationRequired()).isTrue();
    assertThat(instance(Map.of("karamail.dev", "true"), Map.of()).development()).isTrue();
    assertThat(instance(Map.of("karamail.auth.required", "false"), Map.of()).authenticationRequired()).isFalse();
  }

  private static Instance instance(Map<String, String> properties, Map<String, String> environment) {
    return Instance.from(key -> Optional.ofNullable(properties.get(key)), environment::get);
  }
}
