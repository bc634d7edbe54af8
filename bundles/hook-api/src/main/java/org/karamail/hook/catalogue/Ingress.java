package org.karamail.hook.catalogue;

/** The ways in for which a point is called; points on the way out are called for mail from all of them. */
public enum Ingress {
  SMTP,
  HTTP,
  /** Reports of our own; content gates are asked about them as observers only, no verdict drops a report. */
  REPORT
}
