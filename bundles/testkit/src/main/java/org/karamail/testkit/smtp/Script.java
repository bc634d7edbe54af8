package org.karamail.testkit.smtp;

/**
 * What a {@link ScriptedPeer} does when. Asked on the thread of the conversation.
 *
 * <pre>{@code
 * Script greylisting = moment ->
 *     moment.stage() == PeerStage.RCPT && moment.connection() == 1 ? Act.reply("450 4.7.1 come back") : Act.polite();
 * }</pre>
 */
@FunctionalInterface
public interface Script {

  /**
   * A moment in a conversation.
   *
   * @param stage where it is
   * @param line what the client said last, without CRLF; empty where it said nothing
   * @param connection the how many-th connection of this peer, from 1
   * @param occurrence the how many-th time this conversation is at this stage, from 1
   */
  record Moment(PeerStage stage, String line, int connection, int occurrence) {}

  Act at(Moment moment);

  /** A good server. */
  static Script polite() {
    return moment -> Act.polite();
  }

  /** A good server but at one stage. */
  static Script at(PeerStage stage, Act act) {
    return moment -> moment.stage() == stage ? act : Act.polite();
  }

  /** This script on the first connection, a good server on all later ones. */
  default Script firstConnectionOnly() {
    return moment -> moment.connection() == 1 ? at(moment) : Act.polite();
  }
}
