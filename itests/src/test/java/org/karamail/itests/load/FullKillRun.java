package org.karamail.itests.load;

import java.io.IOException;
import org.karamail.itests.instance.Launch;

/** The full form of the kill test, behind {@code itests/scripts/kill-test}. Ends with 1 when anything was lost, changed or doubled. */
public final class FullKillRun {

  private FullKillRun() {}

  /** Arguments: kills, acknowledged messages. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int kills = Integer.parseInt(args[0]);
    int acknowledged = Integer.parseInt(args[1]);
    KillRun.Result result = KillRun.of(Launch.shipped("kill-test"), "full" + System.nanoTime(), kills, acknowledged);
    System.out.println("kills " + kills + ", restart to 220 in ms: " + result.restartMillis());
    System.out.println("injector: " + result.injector());
    result.comparison().print(System.out);
    System.out.println(result.comparison().clean() ? "PASSED" : "FAILED");
    System.exit(result.comparison().clean() ? 0 : 1);
  }
}
