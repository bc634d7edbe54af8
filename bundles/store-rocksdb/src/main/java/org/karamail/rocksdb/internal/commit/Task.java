package org.karamail.rocksdb.internal.commit;

/**
 * One request to the committer. All methods run on the committer thread and none waits. A task ends by exactly one of
 * {@link #done} and {@link #failed}.
 */
public interface Task {

  /**
   * Decides and adds changes; runs once. Checks before it changes anything.
   *
   * @throws IllegalStateException if it does not apply (any more): the task has failed with it
   */
  void prepare(Batch batch);

  /** Whether it fails when its write fails, so that nothing of it may stay; else it waits and is written again. */
  default boolean isGivenUpOnFailure() {
    return false;
  }

  /** It is on disk. */
  void done();

  /** It is not, or nobody knows; whoever waits for it is told so. */
  void failed(RuntimeException why);

  /** After a failure: nothing of it is on disk, and nothing will be. Not called when the process ends before that is so. */
  default void forgotten() {}
}
