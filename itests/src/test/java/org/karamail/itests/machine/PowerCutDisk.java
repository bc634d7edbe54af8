package org.karamail.itests.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An ext4 disk that loses its power. Everything written to it sits in nbdkit's write-back cache until it is synced:
 *
 * <pre>
 *   ext4 ─▶ /dev/loopN ─▶ nbdfuse ─▶ nbdkit, filter cache ─▶ image      kill -9 of nbdkit = the cache is gone
 * </pre>
 *
 * <p>nbdkit ends with the thread that started it, so one thread makes, restores and closes it.
 */
public final class PowerCutDisk implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Path mountPoint;
  private Process server;
  private Process bridge;
  private String device = "";

  private PowerCutDisk(Path folder) throws IOException {
    this.folder = folder;
    this.mountPoint = Files.createDirectories(folder.resolve("disk"));
    this.server = connectServer();
    this.bridge = connectBridge();
  }

  /** Makes, formats and mounts one of this size; demands that it keeps what is synced and loses what is not. */
  public static PowerCutDisk create(Path folder, int megabytes) throws IOException, InterruptedException {
    Command.must("truncate", "-s", megabytes + "M", folder.resolve("disk.img").toString());
    PowerCutDisk disk = new PowerCutDisk(folder);
    disk.attach();
    Command.must("mkfs.ext4", "-q", disk.device);
    disk.mount();
    disk.proveItself();
    return disk;
  }

  /** Where it is mounted. */
  public Path folder() {
    return mountPoint;
  }

  /** From now on nothing reaches the disk, and what was not synced is gone. */
  public void cut() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  /** The power comes back: another device, checked and mounted. Nothing may still run from the old one. */
  public void restore() throws IOException, InterruptedException {
    detach();
    server = connectServer();
    bridge = connectBridge();
    attach();
    Command.Finished checked = Command.run(Duration.ofMinutes(5), List.of("fsck.ext4", "-fy", device));
    if (checked.code() > 1) {
      throw new IOException("fsck ended with " + checked.code() + ": " + checked.output());
    }
    mount();
  }

  private void proveItself() throws IOException, InterruptedException {
    Path synced = mountPoint.resolve("synced");
    Files.writeString(synced, "kept");
    try (FileChannel file = FileChannel.open(synced, StandardOpenOption.WRITE);
        FileChannel parent = FileChannel.open(mountPoint, StandardOpenOption.READ)) {
      file.force(true);
      parent.force(true);
    }
    Files.writeString(mountPoint.resolve("unsynced"), "lost");
    cut();
    restore();
    if (!Files.readString(synced).equals("kept") || Files.exists(mountPoint.resolve("unsynced"))) {
      throw new IOException("this rig proves nothing: synced data is gone, or unsynced data is there");
    }
    Files.delete(synced);
  }

  private Process connectServer() throws IOException {
    Path socket = folder.resolve("nbd.sock");
    Files.deleteIfExists(socket);
    Process started =
        start("nbdkit", "-f", "-U", socket.toString(), "--filter=cache", "file", folder.resolve("disk.img").toString(), "cache=writeback");
    Awaitility.await("nbdkit's socket").atMost(PATIENCE).until(() -> Files.exists(socket));
    return started;
  }

  private Process connectBridge() throws IOException {
    Path file = folder.resolve("nbd.img");
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    Process started = start("nbdfuse", file.toString(), "--unix", folder.resolve("nbd.sock").toString());
    Awaitility.await("nbdfuse's file").atMost(PATIENCE).until(() -> Files.size(file) > 0);
    return started;
  }

  private Process start(String... words) throws IOException {
    Path output = folder.resolve(words[0] + ".out");
    Process started = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    return started;
  }

  private void attach() throws IOException, InterruptedException {
    device = Command.must("losetup", "-f", "--show", folder.resolve("nbd.img").toString()).strip();
  }

  private void mount() throws IOException, InterruptedException {
    Command.must("mount", device, mountPoint.toString());
  }

  private void detach() throws IOException, InterruptedException {
    Command.run(PATIENCE, List.of("umount", "-l", mountPoint.toString()));
    Command.run(PATIENCE, List.of("losetup", "-d", device));
    Command.run(PATIENCE, List.of("fusermount3", "-u", "-z", folder.resolve("nbd.img").toString()));
    bridge.destroyForcibly().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    try {
      detach();
      cut();
      Files.deleteIfExists(folder.resolve("disk.img"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
