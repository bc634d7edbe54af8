package org.karamail.rocksdb.internal.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.karamail.message.Body;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.store.BodySink;
import org.karamail.queue.store.StoreClosedException;

/**
 * The body of a draft: gathered in memory while it is small and memory is left, in a file beyond.
 *
 * <p>A file takes what has been gathered and the piece at hand in one write, on the writer pool; small pieces that follow
 * are gathered again into chunks. So the caller, often a network thread, never waits for a disk.
 *
 * <p>No file is kept open between two writes: ten thousand slow senders would take ten thousand descriptors. Belongs to
 * one writer at a time, as {@link BodySink} says.
 */
public final class DraftBody implements BodySink, Body {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
  private static final int CHUNK = 64 << 10;

  private final QueueId id;
  private final BodyFolder folder;
  private final Inflow inflow;
  private final Executor writers;
  private final int inlineLimit;
  private final Function<IOException, StoreClosedException> onFailure;
  private final Gathered gathered;
  private final CRC32C checksum = new CRC32C();
  private boolean hasFile;
  private boolean broken;
  private long inFile;
  private volatile CompletionStage<Void> last = DONE;

  /**
   * An empty body.
   *
   * @param inflow lets a large body wait
   * @param inlineLimit octets that may be gathered before it moves to a file
   * @param onFailure tells the store of a disk that does not take it, and makes what the caller is told
   */
  public DraftBody(
      QueueId id,
      BodyFolder folder,
      MemoryBudget budget,
      Inflow inflow,
      Executor writers,
      int inlineLimit,
      Function<IOException, StoreClosedException> onFailure) {
    this.id = id;
    this.folder = folder;
    this.inflow = inflow;
    this.writers = writers;
    this.inlineLimit = inlineLimit;
    this.onFailure = onFailure;
    this.gathered = new Gathered(budget);
  }

  @Override
  public CompletionStage<Void> write(ByteBuffer piece) {
    checksum.update(piece.duplicate());
    boolean wasSmall = size() < Inflow.LARGE;
    if (gathered.take(piece, isInFile() ? CHUNK : inlineLimit)) {
      return wasSmall && size() >= Inflow.LARGE ? inflow.room() : DONE;
    }
    last = onWriter(() -> append(piece));
    return last;
  }

  @Override
  public long size() {
    return inFile + gathered.size();
  }

  /** CRC-32C of the octets taken so far. */
  public int checksum() {
    return (int) checksum.getValue();
  }

  /** Whether any of it lies in a file. */
  public boolean isInFile() {
    return hasFile;
  }

  /** The whole body, when none of it lies in a file. */
  public byte[] inline() {
    return gathered.toBytes();
  }

  /** Puts the file on disk, and its name; completes on the writer pool, or at once when there is no file. */
  public CompletionStage<Void> seal() {
    return isInFile() ? onWriter(this::sync) : DONE;
  }

  /** The message is about to be committed; its first recipient waits on this route. */
  public void entersOn(Route route) {
    if (!isInFile()) {
      inflow.entered(id, route, size());
    }
  }

  /** Gives its memory back; a file stays. */
  public void release() {
    gathered.clear();
  }

  /** Gives its memory back and unlinks the file, once a write that is under way has ended. */
  public void discard() {
    last.whenComplete((done, failed) -> discardNow());
  }

  private void discardNow() {
    gathered.clear();
    inflow.forget(id);
    if (isInFile()) {
      onWriter(() -> folder.discard(id));
    }
  }

  @Override
  public InputStream open() throws IOException {
    InputStream tail = new ByteArrayInputStream(gathered.toBytes());
    return isInFile() ? new SequenceInputStream(Files.newInputStream(folder.file(id)), tail) : tail;
  }

  private void append(ByteBuffer piece) throws IOException {
    long total = gathered.size() + (long) piece.remaining();
    hasFile = true;
    try (FileChannel file = folder.append(id)) {
      List<ByteBuffer> parts = gathered.views();
      parts.add(piece);
      append(file, parts);
    }
    inFile += total;
    gathered.clear();
  }

  private static void append(FileChannel file, List<ByteBuffer> parts) throws IOException {
    ByteBuffer[] all = parts.toArray(ByteBuffer[]::new);
    while (all.length > 0 && Arrays.stream(all).anyMatch(ByteBuffer::hasRemaining)) {
      file.write(all);
    }
  }

  private void sync() throws IOException {
    if (broken) {
      throw new IOException("an earlier piece of the body was not written");
    }
    try (FileChannel file = folder.append(id)) {
      append(file, gathered.views());
      inFile += gathered.size();
      gathered.clear();
      file.force(true);
    }
    folder.sync();
  }

  /** Work with the disk. */
  private interface DiskWork {
    void run() throws IOException;
  }

  private CompletionStage<Void> onWriter(DiskWork work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    writers.execute(() -> {
      try {
        work.run();
        done.complete(null);
      } catch (IOException failed) {
        broken = true;
        done.completeExceptionally(onFailure.apply(failed));
      }
    });
    return done;
  }
}
