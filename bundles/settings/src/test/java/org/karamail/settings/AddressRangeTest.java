package org.karamail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.129/25, 192.0.2.200, true",
    "192.0.2.129/25, 192.0.2.100, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::ffff:192.0.2.1, 192.0.2.1, true"
  })
  void anAddressLiesInItOrNot(String range, String address, boolean inside) throws UnknownHostException {
    assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.getByName(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "abc", "192.0.2", "192.0.2.256", "192.0.2.0/33", "192.0.2.0/", "2001:db8::/129",
    "::/x", "1:2", "192.0.2.1/-1"})
  void whatIsNoRangeIsNotRead(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }

  @Test
  void theNetworkOfAnAddressIsNamedByItsFirst() throws UnknownHostException {
    assertThat(AddressRange.around(InetAddress.getByName("192.0.2.77"), 24)).hasToString("192.0.2.0/24");
    assertThat(AddressRange.around(InetAddress.getByName("192.0.2.77"), 64)).hasToString("192.0.2.77");
    assertThat(AddressRange.around(InetAddress.getByName("2001:db8:1:2:3::4"), 64)).hasToString("2001:db8:1:2:0:0:0:0/64");
  }
}
