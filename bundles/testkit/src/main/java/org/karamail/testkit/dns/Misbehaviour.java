package org.karamail.testkit.dns;

/** What a {@link ScriptedDns} does instead of answering a question about a name. */
public enum Misbehaviour {
  /** Says that it failed. */
  SERVFAIL,
  /** Says that it does not answer us. */
  REFUSED,
  /** Says nothing. */
  SILENT,
  /** Sends octets that are no message, under the right id. */
  GARBAGE,
  /** Answers with another id, and with nothing else. */
  WRONG_ID,
  /** Answers with another id and false records first, then properly. */
  WRONG_ID_FIRST,
  /** Answers properly, but from another port. */
  OTHER_PORT,
  /** Answers another question under the right id. */
  WRONG_QUESTION,
  /** Sends our question back: no answer at all. */
  ECHO,
  /** Cuts its answers over UDP; answers in full over TCP. */
  TRUNCATED,
  /** Cuts its answers over UDP; closes TCP connections at once. */
  TRUNCATED_WITHOUT_TCP,
  /** Cuts its answers over TCP too: closes the connection in the middle. */
  TRUNCATED_TORN_TCP,
  /** Names other servers and says nothing itself. */
  REFERRAL,
  /** Does not know EDNS: FORMERR to questions that use it. */
  NO_EDNS,
  /** Answers a CNAME without what it leads to. */
  ALIAS_ONLY
}
