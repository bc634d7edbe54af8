package org.karamail.hook;

import java.util.List;

/** Something a gate found out about a connection or a message, handed on with its verdict. */
public sealed interface Finding {

  /**
   * How much a message looks like spam.
   *
   * @param score higher is worse
   * @param required the score from which the scanner itself calls it spam
   * @param symbols the rules that matched
   */
  record Spam(double score, double required, List<String> symbols) implements Finding {
    public Spam {
      symbols = List.copyOf(symbols);
    }
  }

  /**
   * Malware.
   *
   * @param signature the scanner's name for it
   */
  record Virus(String signature) implements Finding {}

  /**
   * What is thought of a client.
   *
   * @param score -100 (trusted) to 100 (shunned)
   * @param sources the lists or measures it comes from
   */
  record Reputation(int score, List<String> sources) implements Finding {
    public Reputation {
      if (score < -100 || score > 100) {
        throw new IllegalArgumentException("a reputation is -100 to 100, not " + score);
      }
      sources = List.copyOf(sources);
    }
  }
}
