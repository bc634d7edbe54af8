package org.karamail.testkit.smtp;

import java.util.List;
import java.util.Optional;

/**
 * A message whose final dot has reached a {@link ScriptedPeer}.
 *
 * @param connection the how many-th connection it came by, from 1
 * @param greeting the EHLO, HELO or LHLO line
 * @param mail the MAIL line
 * @param recipients the RCPT lines that were taken
 * @param text its octets, a character each, dots unstuffed
 * @param encrypted whether it came by TLS
 * @param user who authenticated
 * @param confirmed whether the client was told 250
 */
public record TakenMail(
    int connection,
    String greeting,
    String mail,
    List<String> recipients,
    String text,
    boolean encrypted,
    Optional<String> user,
    boolean confirmed) {

  public TakenMail {
    recipients = List.copyOf(recipients);
  }
}
