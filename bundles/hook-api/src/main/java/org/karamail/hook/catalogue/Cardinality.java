package org.karamail.hook.catalogue;

/** How often a point is called. */
public enum Cardinality {
  CONNECTION,
  COMMAND,
  TRANSACTION,
  RECIPIENT,
  MESSAGE,
  /** Each lease or attempt of a delivery. */
  ATTEMPT,
  /** Each host an attempt tries. */
  HOST,
  COLLECTION,
  FAULT
}
