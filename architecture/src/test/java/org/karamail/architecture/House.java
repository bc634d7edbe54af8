package org.karamail.architecture;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The house of the design, section 1: which bundle stands on which line, and which libraries it owns. A bundle imports only
 * bundles on lower lines. Whoever adds a bundle adds its line here.
 */
final class House {

  /**
   * A bundle's room.
   *
   * @param line the lower, the more may import it
   * @param libraries package prefixes of the third-party libraries that it alone may import
   */
  record Room(int line, Set<String> libraries) {
    Room {
      libraries = Set.copyOf(libraries);
    }
  }

  /** Above everything: nothing in the house may import it. */
  private static final int ROOF = 99;

  /** Libraries that every bundle may import. */
  private static final Set<String> EVERYBODYS = Set.of("java.", "org.slf4j.", "org.osgi.", "org.jspecify.annotations.");

  /** Libraries that several bundles may import, once they have asked for them in their pom. */
  private static final Set<String> SHARED = Set.of("com.fasterxml.jackson.", "com.github.benmanes.caffeine.");

  private static final Map<String, Room> ROOMS = new LinkedHashMap<>();

  static {
    room(0, "model");
    room(0, "settings");
    room(1, "message", "org.apache.james.mime4j.");
    room(1, "dns", "org.xbill.DNS.");
    room(1, "guard");
    room(2, "hook-api");
    room(3, "hook-engine", "com.sun.management.");
    room(4, "queue");
    room(4, "plugin-deployer", "org.apache.felix.fileinstall.");
    room(5, "store-rocksdb", "org.rocksdb.");
    room(5, "routing");
    room(6, "intake");
    room(7, "delivery");
    room(7, "smtp-server", "io.netty.", "org.apache.james.protocols.", "org.apache.james.core.");
    room(8, "transport-maildir");
    room(8, "transport-mock");
    room(8, "transport-smtp", "org.eclipse.angus.", "jakarta.mail.");
    room(9, "shell", "org.apache.karaf.", "org.jline.");
    room(ROOF, "testkit", "org.junit.", "org.assertj.", "org.awaitility.");
  }

  private House() {}

  private static void room(int line, String bundle, String... libraries) {
    ROOMS.put(bundle, new Room(line, Set.copyOf(Arrays.asList(libraries))));
  }

  static List<String> bundles() {
    return List.copyOf(ROOMS.keySet());
  }

  static boolean stands(String bundle) {
    return ROOMS.containsKey(bundle);
  }

  static boolean isAbove(String importer, String imported) {
    return room(importer).line() > room(imported).line();
  }

  /** Whether a bundle may use a class that is not ours. */
  static boolean mayUse(String bundle, String foreignClass) {
    Set<String> allowed = new TreeSet<>(EVERYBODYS);
    allowed.addAll(SHARED);
    allowed.addAll(room(bundle).libraries());
    return allowed.stream().anyMatch(foreignClass::startsWith) || isOfTheJdk(foreignClass);
  }

  /** Whether a class may stand in an exported signature: it comes with the JDK, or it is slf4j's or OSGi's. */
  static boolean mayBeShown(String foreignClass) {
    return EVERYBODYS.stream().anyMatch(foreignClass::startsWith) || isOfTheJdk(foreignClass);
  }

  private static boolean isOfTheJdk(String name) {
    if (!name.startsWith("javax.") && !name.startsWith("org.w3c.") && !name.startsWith("org.xml.")) {
      return false;
    }
    try {
      return Class.forName(name, false, ClassLoader.getPlatformClassLoader()) != null;
    } catch (ClassNotFoundException thirdParty) {
      return false;
    }
  }

  private static Room room(String bundle) {
    Room room = ROOMS.get(bundle);
    if (room == null) {
      throw new AssertionError("bundle " + bundle + " has no line in the table of House");
    }
    return room;
  }
}
