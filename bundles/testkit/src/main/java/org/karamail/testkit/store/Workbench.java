package org.karamail.testkit.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.Selector;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.testkit.MovableClock;

/** A store under test with its folder, its clock and its policy, and the few moves that every test is made of. */
public final class Workbench implements AutoCloseable {

  /** Opens the store that lies in a folder, or makes one there. */
  @FunctionalInterface
  public interface Opener {
    OpenStore open(Path folder, Clock clock, QueuePolicy policy);
  }

  private static final int PIECE = 10_007;
  private static final int DEADLINE_SECONDS = 60;

  private final Opener opener;
  private final Path home;
  private final MovableClock clock = MovableClock.standing();
  private final SettablePolicy policy = new SettablePolicy();
  private int generation;
  private OpenStore open;

  public Workbench(Opener opener, Path home) {
    this.opener = opener;
    this.home = home;
    this.open = openIn(folder());
  }

  private OpenStore openIn(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return opener.open(folder, clock, policy);
  }

  public MailQueueStore store() {
    return open.store();
  }

  public MovableClock clock() {
    return clock;
  }

  public Instant now() {
    return clock.instant();
  }

  public SettablePolicy policy() {
    return policy;
  }

  /** Where the open store lies. */
  public Path folder() {
    return home.resolve("store-" + generation);
  }

  /** A folder beside the store that does not exist yet. */
  public Path elsewhere(String name) {
    return home.resolve(name);
  }

  /** Shuts the store down and starts it again. */
  public void reopen() {
    open.close();
    open = openIn(folder());
  }

  /** What a kill leaves behind, opened: a copy of the folder as it lies there while the store is open and at rest. */
  public void reopenAfterKill() {
    Path killed = folder();
    generation++;
    copy(killed, folder());
    open.close();
    open = openIn(folder());
  }

  /** Opens a store that lies elsewhere, beside the one under test. */
  public OpenStore openBeside(Path folder) {
    return opener.open(folder, clock, policy);
  }

  @Override
  public void close() {
    open.close();
  }

  // ---- in ------------------------------------------------------------------------------------------------------------

  /** Takes a message in; when this returns it is durable. */
  public QueueId accept(SampleMail mail) {
    Draft draft = draft(mail);
    await(draft.commit(mail.submission(now())));
    return draft.id();
  }

  /** A draft that has its whole body. */
  public Draft draft(SampleMail mail) {
    Draft draft = store().begin(0);
    write(draft, mail.body());
    return draft;
  }

  /** Writes octets in pieces from a buffer that is used again at once and whose octets do not begin at its beginning. */
  public static void write(Draft draft, byte[] octets) {
    byte[] room = new byte[PIECE + 3];
    for (int at = 0; at < octets.length; at += PIECE) {
      int length = Math.min(PIECE, octets.length - at);
      System.arraycopy(octets, at, room, 3, length);
      await(draft.sink().write(ByteBuffer.wrap(room, 3, length)));
    }
  }

  // ---- out -----------------------------------------------------------------------------------------------------------

  /** All that is due now. */
  public List<Lease> claim() {
    return claim(1_000);
  }

  public List<Lease> claim(int max) {
    return claim(max, Set.of());
  }

  public List<Lease> claim(int max, Set<Route> full) {
    return store().claim(new ClaimSpec(now(), max, 1_000, full));
  }

  /** The one lease that is due now. */
  public Lease claimOne() {
    List<Lease> leases = claim(2);
    if (leases.size() != 1) {
      throw new AssertionError("expected one lease, got " + leases);
    }
    return leases.get(0);
  }

  public void update(Lease lease, List<RecipientUpdate> updates) {
    await(store().update(lease, updates, List.of()));
  }

  // ---- looking -------------------------------------------------------------------------------------------------------

  /** Everything in the store, oldest first. */
  public List<QueuedMessage> contents() {
    return store().search(Selector.ALL, java.util.Optional.empty(), 1_000_000);
  }

  public QueuedRecipient recipient(QueueId id, int index) {
    return store().get(id).orElseThrow(() -> new AssertionError(id + " is not in the store")).recipients().get(index);
  }

  public RecipientState state(QueueId id, int index) {
    return recipient(id, index).state();
  }

  /** What a stage came to; its failure as it was thrown. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(failed);
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
