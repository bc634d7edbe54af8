package org.karamail.plugin.antispam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no answer gives no score, and says so as an {@link IOException}. */
class ScannerAnswersTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "HTTP/1.1 200 OK", "HTTP/1.1 500 Broken\r\n\r\n{\"score\":1,\"action\":\"no action\"}", "nonsense\r\n\r\n",
        OK, OK + "{}", OK + "[]", OK + "null", OK + "{\"score\":1}", OK + "{\"action\":\"no action\"}",
        OK + "{\"score\":\"x\",\"action\":\"no action\"}", OK + "{\"score\":1,\"action\":\"dance\"}",
        OK + "{\"score\":1e999,\"action\":\"no action\"}", OK + "{\"score\":NaN,\"action\":\"no action\"}",
        OK + "{\"score\":1,\"action\":\"no action\",\"symbols\":3}", OK + "{\"score\":1,\"action\":\"no action\"",
        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"score\":1,\"action\":\"no action\"}"
      })
  void rspamd(String answer) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> RspamdScan.read(answer.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "SPAMD/1.1 0 EX_OK\r\n", "SPAMD/1.1 76 Bad header line\r\n\r\n",
        "SPAMD/1.1 0 EX_OK\r\nContent-length: 0\r\n\r\n", "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 1.0 / 5.0\r\n\r\n",
        "SPAMD/1.1 0 EX_OK\r\nContent-length: 5\r\nSpam: False ; 1.0 / 5.0\r\n\r\nGTU",
        "SPAMD/1.1 0 EX_OK\r\nContent-length: 0\r\nSpam: False ; nan / 5.0\r\n\r\n",
        "SPAMD/1.1 0 EX_OK\r\nContent-length: 0\r\nSpam: Maybe ; 1.0 / 5.0\r\n\r\n"
      })
  void spamassassin(String answer) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> SpamdScan.read(answer));
  }

  @Test
  void symbolsThatDoNotFitAHeaderAreLeftOut() throws IOException {
    String json = "{\"score\":1,\"action\":\"no action\",\"symbols\":{\"GOOD\":{\"a\":[1]},\"BAD\\r\\nX: y\":{},\"\":{}}}";
    assertThat(RspamdScan.read((OK + json).getBytes(StandardCharsets.UTF_8)).symbols()).containsExactly("GOOD");
  }
}
