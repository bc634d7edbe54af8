package org.karamail.deploy.internal;

import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Why the components of a bundle did not start, as Declarative Services remembers it: a value in a configuration, mostly. */
final class Failures {

  private static final String CAUSE = "Caused by: ";

  private Failures() {}

  /** What stands at the bottom of the first failure; empty when there is none. */
  static Optional<String> of(Bundle bundle, ServiceComponentRuntime components) {
    return components.getComponentDescriptionDTOs(bundle).stream()
        .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
        .flatMap(Failures::trace)
        .findFirst()
        .map(Failures::cause);
  }

  private static Stream<String> trace(ComponentConfigurationDTO configuration) {
    return Optional.ofNullable(configuration.failure).stream();
  }

  /** The message of the exception that all others in a stack trace come from. */
  static String cause(String trace) {
    String thrown =
        trace.lines().filter(line -> line.startsWith(CAUSE)).reduce((outer, inner) -> inner).orElse(trace.lines().findFirst().orElse(""));
    return Why.oneLine(thrown.replaceFirst("^" + CAUSE, "").replaceFirst("^[\\w.$]+(Exception|Error): ", ""));
  }
}
