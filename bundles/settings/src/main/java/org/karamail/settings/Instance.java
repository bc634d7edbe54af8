package org.karamail.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/**
 * Which instance of Karamail this is.
 *
 * @param data everything that must survive lies below this folder
 * @param hostname the name it gives itself in greetings, Received fields and reports
 * @param development whether it was started with {@code --dev}: loopback is trusted, no TLS and AUTH asked for
 * @param authenticationRequired false after {@code --no-auth-required}
 */
public record Instance(Path data, String hostname, boolean development, boolean authenticationRequired) {

  /** Reads the framework properties {@code karamail.*} that the start script sets, then the environment. */
  public static Instance of(BundleContext context) {
    return from(key -> Optional.ofNullable(context.getProperty(key)), System::getenv);
  }

  static Instance from(Function<String, Optional<String>> properties, Function<String, String> environment) {
    Path data =
        properties
            .apply("karamail.data")
            .filter(folder -> !folder.isBlank())
            .or(() -> Optional.ofNullable(environment.apply("KARAMAIL_DATA")).filter(folder -> !folder.isBlank()))
            .map(Path::of)
            .orElseGet(() -> Path.of(properties.apply("karaf.data").orElse("data"), "karamail"));
    return new Instance(
        data.toAbsolutePath().normalize(),
        Optional.ofNullable(environment.apply("KARAMAIL_HOSTNAME")).filter(h -> !h.isBlank()).orElseGet(Instance::ownName),
        properties.apply("karamail.dev").map(Boolean::parseBoolean).orElse(false),
        properties.apply("karamail.auth.required").map(Boolean::parseBoolean).orElse(true));
  }

  private static String ownName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
