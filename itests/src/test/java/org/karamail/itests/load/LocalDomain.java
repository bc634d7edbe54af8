package org.karamail.itests.load;

/** The domain that the shipped configuration delivers into Maildirs. */
public final class LocalDomain {

  /** Its name. */
  public static final String NAME = "localhost";

  private LocalDomain() {}
}
