package org.karamail.itests.machine;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A small ext4 disk in a file, mounted: it can be filled, it can turn read-only under load, and it can be repaired. */
public final class LoopDisk implements AutoCloseable {

  private final Path image;
  private final Path mountPoint;

  private LoopDisk(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
  }

  /** Makes and mounts one of this size in this folder. */
  public static LoopDisk create(Path folder, int megabytes) throws IOException, InterruptedException {
    LoopDisk disk = new LoopDisk(folder.resolve("disk.img"), Files.createDirectories(folder.resolve("disk")));
    Command.must("truncate", "-s", megabytes + "M", disk.image.toString());
    Command.must("mkfs.ext4", "-q", "-m", "0", disk.image.toString());
    disk.mount();
    return disk;
  }

  /** Where it is mounted. */
  public Path folder() {
    return mountPoint;
  }

  /** Takes every free block. */
  public void fill() throws IOException, InterruptedException {
    FileStore store = Files.getFileStore(mountPoint);
    long rest = store.getUsableSpace();
    Command.run(Duration.ofMinutes(1), List.of("fallocate", "-l", Long.toString(rest), filler().toString()));
    Command.run(Duration.ofMinutes(1), List.of("dd", "if=/dev/zero", "of=" + filler() + ".rest", "bs=4k"));
  }

  /** Gives the blocks back. */
  public void free() throws IOException {
    Files.deleteIfExists(filler());
    Files.deleteIfExists(Path.of(filler() + ".rest"));
  }

  /**
   * From now on every write fails as read-only, also to open files; ext4 does the same to itself when a disk fails.
   *
   * <p>The writer stands still meanwhile. ext4 lets a sync that is under way at this moment report success for what the check
   * of the disk drops afterwards: 5 of 60 tries with one thread that appends and syncs, on Linux 6.18. Against a disk that
   * lies, nothing helps, and it is not what is to be shown.
   */
  public void turnReadOnly(ProcessHandle writer) throws IOException, InterruptedException {
    Standstill standstill = Standstill.of(writer);
    try {
      Command.must("mount", "-o", "remount,abort", mountPoint.toString());
    } finally {
      standstill.end();
    }
  }

  /** What an operator does after a disk fault: unmount, check, mount. Nothing may have files open here. */
  public void repair() throws IOException, InterruptedException {
    Command.must("umount", mountPoint.toString());
    Command.Finished checked = Command.run(Duration.ofMinutes(1), List.of("fsck.ext4", "-fy", image.toString()));
    if (checked.code() > 1) {
      throw new IOException("fsck: " + checked.output());
    }
    mount();
  }

  private void mount() throws IOException, InterruptedException {
    Command.must("mount", "-o", "loop", image.toString(), mountPoint.toString());
  }

  private Path filler() {
    return mountPoint.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    try {
      Command.run(Duration.ofMinutes(1), List.of("umount", "-l", mountPoint.toString()));
      Files.deleteIfExists(image);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
