package org.karamail.rocksdb.internal.db;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes to the database, in order. They hold absolute values only, so writing them twice is writing them once: what was
 * in hand when a write failed is simply written again.
 *
 * <p>Belongs to one thread.
 */
public final class Changes {

  private static final byte[] NOTHING = {};

  private enum Kind {
    PUT,
    DELETE,
    DELETE_RANGE
  }

  /** No record: two of them are never compared. */
  private static final class Change {
    private final Kind kind;
    private final Family family;
    private final byte[] key;
    private final byte[] value;

    Change(Kind kind, Family family, byte[] key, byte[] value) {
      this.kind = kind;
      this.family = family;
      this.key = key;
      this.value = value;
    }
  }

  /** What changes are written to. */
  interface Target {
    void put(Family family, byte[] key, byte[] value);

    void delete(Family family, byte[] key);

    void deleteRange(Family family, byte[] from, byte[] to);
  }

  private final List<Change> all = new ArrayList<>();
  private long octets;

  public void put(Family family, byte[] key, byte[] value) {
    add(new Change(Kind.PUT, family, key, value));
  }

  public void delete(Family family, byte[] key) {
    add(new Change(Kind.DELETE, family, key, NOTHING));
  }

  /** Deletes from a key up to, but not with, another. */
  public void deleteRange(Family family, byte[] from, byte[] to) {
    add(new Change(Kind.DELETE_RANGE, family, from, to));
  }

  /** Adds what others hold, behind what these do. */
  public void addAll(Changes others) {
    others.all.forEach(this::add);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** How many they are. */
  int size() {
    return all.size();
  }

  /** How much of the log they take, roughly. */
  public long octets() {
    return octets;
  }

  /** The keys that are put or deleted one by one. */
  public List<byte[]> keys() {
    return all.stream().filter(change -> change.kind != Kind.DELETE_RANGE).map(change -> change.key).toList();
  }

  /** Changes that delete whatever these put. */
  public Changes undone() {
    Changes undone = new Changes();
    all.stream().filter(change -> change.kind == Kind.PUT).forEach(put -> undone.delete(put.family, put.key));
    return undone;
  }

  void writeTo(Target target) {
    for (Change change : all) {
      switch (change.kind) {
        case PUT -> target.put(change.family, change.key, change.value);
        case DELETE -> target.delete(change.family, change.key);
        case DELETE_RANGE -> target.deleteRange(change.family, change.key, change.value);
      }
    }
  }

  private void add(Change change) {
    all.add(change);
    octets += change.key.length + change.value.length;
  }
}
