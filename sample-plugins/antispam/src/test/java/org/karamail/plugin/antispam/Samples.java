package org.karamail.plugin.antispam;

import org.karamail.testkit.hook.IncomingView;

/** Messages that the rules of the tests know. */
final class Samples {

  static final IncomingView HAM = subject("Lunch");
  static final IncomingView FIVE = subject("karamail-five");
  static final IncomingView SEVEN = subject("karamail-seven");
  static final IncomingView GTUBE =
      HAM.body("XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n");

  private Samples() {}

  private static IncomingView subject(String subject) {
    return IncomingView.sample().headers("From: sender@client.example\r\nSubject: " + subject + "\r\n\r\n");
  }
}
