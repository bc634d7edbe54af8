package org.karamail.testkit.smtp;

/** Where in a conversation a {@link ScriptedPeer} is asked what to do, in the order of the conversation. */
public enum PeerStage {
  /** The client has connected. */
  BANNER,
  /** EHLO, HELO or LHLO. */
  EHLO,
  /** The STARTTLS command. */
  STARTTLS,
  /** After the 220 to STARTTLS. */
  HANDSHAKE,
  /** The AUTH command. */
  AUTH,
  /** MAIL. */
  MAIL,
  /** Each RCPT. */
  RCPT,
  /** DATA. */
  DATA,
  /** The first octets of the message have come. */
  BODY,
  /** The final dot has come; once for each recipient that was taken where the peer speaks LMTP. */
  DOT,
  /** RSET. */
  RSET,
  /** NOOP. */
  NOOP,
  /** QUIT. */
  QUIT
}
