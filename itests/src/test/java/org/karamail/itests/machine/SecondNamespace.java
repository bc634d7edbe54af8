package org.karamail.itests.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A second network namespace, joined to this one by a cable: whoever sits there is a stranger, not loopback. */
public final class SecondNamespace implements AutoCloseable {

  private final String name = "km" + ProcessHandle.current().pid();

  private SecondNamespace() {}

  /** Makes it; its end of the cable is 198.18.77.2, ours 198.18.77.1 (RFC 2544: routed nowhere). */
  public static SecondNamespace create() throws IOException, InterruptedException {
    SecondNamespace made = new SecondNamespace();
    String far = made.name + "f";
    Command.must("ip", "netns", "add", made.name);
    Command.must("ip", "link", "add", made.name, "type", "veth", "peer", "name", far, "netns", made.name);
    Command.must("ip", "addr", "add", made.here() + "/30", "dev", made.name);
    Command.must("ip", "link", "set", made.name, "up");
    Command.must("ip", "-n", made.name, "addr", "add", "198.18.77.2/30", "dev", far);
    Command.must("ip", "-n", made.name, "link", "set", far, "up");
    return made;
  }

  /** Our end of the cable, to listen on. */
  public String here() {
    return "198.18.77.1";
  }

  /** Runs a command over there. */
  public Command.Finished run(Duration bound, List<String> words) throws IOException, InterruptedException {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
    inside.addAll(words);
    return Command.run(bound, inside);
  }

  @Override
  public void close() throws IOException {
    try {
      Command.run(Duration.ofSeconds(20), List.of("ip", "link", "del", name));
      Command.run(Duration.ofSeconds(20), List.of("ip", "netns", "del", name));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
