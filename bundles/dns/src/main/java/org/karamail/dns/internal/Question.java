package org.karamail.dns.internal;

import org.xbill.DNS.Name;

/**
 * What is asked: a name and a type of record. Two are equal when the domain name system treats them alike.
 *
 * @param <T> what a record becomes
 * @param name absolute, lower case
 */
record Question<T>(Name name, RecordType<T> type) {

  /** Names compare without regard to case; types by their number. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Question<?> question && name.equals(question.name) && type.code() == question.type.code();
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + type.code();
  }

  /** {@code example.org MX}. */
  @Override
  public String toString() {
    return DnsName.text(name) + " " + type;
  }
}
