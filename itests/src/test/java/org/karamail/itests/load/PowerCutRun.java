package org.karamail.itests.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.machine.PowerCutDisk;

/**
 * Cuts the power of the disk below a server under load, behind {@code itests/scripts/power-cut}: kill -9 of the disk's
 * cache, then of the server; check, mount, start again, and compare with the ledger, which lies on another disk. Ends with
 * 1 when anything acknowledged was lost, changed or doubled.
 */
public final class PowerCutRun {

  private static final int DISK_MEGABYTES = 3000;

  private PowerCutRun() {}

  /** Arguments: cuts, acknowledged messages before each. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int cuts = Integer.parseInt(args[0]);
    int between = Integer.parseInt(args[1]);
    System.exit(passes(cuts, between) ? 0 : 1);
  }

  private static boolean passes(int cuts, int between) throws IOException, InterruptedException {
    Launch shipped = Launch.shipped("power-cut");
    String run = "cut" + System.nanoTime();
    try (PowerCutDisk disk = PowerCutDisk.create(shipped.folder(), DISK_MEGABYTES)) {
      System.out.println("the rig keeps what is synced and loses what is not");
      Launch launch = shipped.withData(disk.folder().resolve("data"));
      boolean clean = perform(disk, launch, run, cuts, between).clean();
      System.out.println(clean ? "PASSED" : "FAILED");
      return clean;
    }
  }

  private static Comparison perform(PowerCutDisk disk, Launch launch, String run, int cuts, int between) throws IOException, InterruptedException {
    List<Long> restarts = new ArrayList<>();
    Random random = new Random();
    KaramailProcess server = KaramailProcess.start(launch);
    try (InjectorProcess injector = InjectorProcess.start(launch, run, 8)) {
      for (int cut = 1; cut <= cuts; cut++) {
        injector.awaitAcknowledged(injector.acknowledged() + between + random.nextInt(between / 4));
        disk.cut();
        server.kill();
        disk.restore();
        long before = System.nanoTime();
        server = KaramailProcess.start(launch);
        restarts.add((System.nanoTime() - before) / 1_000_000);
        System.out.println("cut " + cut + " after " + injector.acknowledged() + " acknowledged; 220 after " + restarts.get(cut - 1) + " ms");
      }
      injector.awaitAcknowledged(injector.acknowledged() + between);
      List<Ledger.Entry> ledger = injector.stop();
      Arrivals arrivals = new MailboxArrivals(server.maildirs());
      Delivery.await(arrivals, run, ledger);
      Comparison comparison = Comparison.of(run, ledger, arrivals);
      comparison.print(System.out);
      System.out.println("injector: " + injector.summary());
      return comparison;
    } finally {
      server.close();
    }
  }
}
