package org.karamail.smtp.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.77/24, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::/0, 192.0.2.1, false",
    "::/0, ::ffff:192.0.2.1, false",
    "::1, ::1, true",
    "127.0.0.0/8, 127.255.0.1, true",
    "127.0.0.0/8, ::1, false",
    "192.0.2.0/24, ::ffff:192.0.2.9, true",
    "::ffff:192.0.2.0/120, 192.0.2.9, true",
    "::ffff:192.0.2.0/120, 192.0.3.9, false",
    "::ffff:192.0.2.9, 192.0.2.9, true"
  })
  void anAddressIsInItsNetworkInWhateverSpelling(String network, String address, boolean inside)
      throws UnknownHostException {
    assertThat(Network.parse(network).orElseThrow().contains(InetAddress.getByName(address))).isEqualTo(inside);
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "", "localhost", "example.org", "192.0.2", "192.0.2.1.1", "192.0.2.256", "192.0.2.01/24", "192.0.2.0/33",
        "192.0.2.0/-1", "192.0.2.0/", "192.0.2.0/24/24", "2001:db8::/129", "2001:db8:::1", "::ffff:192.0.2.0/95",
        "192.0.2.0/2a", "1", "0x7f.0.0.1", "[::1]", "fe80::1%eth0"
      })
  void anythingElseIsNoNetwork(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}
