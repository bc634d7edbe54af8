package org.karamail.testkit.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A record that a {@link ScriptedDns} knows.
 *
 * @param name lower case, without a final dot
 * @param ttl in seconds
 * @param type A, NS, CNAME, SOA, PTR, MX, TXT, AAAA or TLSA
 * @param data as in a zone file; names without regard to a final dot
 */
record ZoneRecord(String name, long ttl, String type, String data) {

  ZoneRecord {
    name = canonical(name);
    type = type.toUpperCase(Locale.ROOT);
    code(type);
  }

  static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  static int code(String type) {
    return switch (type) {
      case "A" -> 1;
      case "NS" -> 2;
      case "CNAME" -> 5;
      case "SOA" -> 6;
      case "PTR" -> 12;
      case "MX" -> 15;
      case "TXT" -> 16;
      case "AAAA" -> 28;
      case "TLSA" -> 52;
      default -> throw new IllegalArgumentException("a scripted name server knows no records of type " + type);
    };
  }

  static String type(int code) {
    return switch (code) {
      case 1 -> "A";
      case 2 -> "NS";
      case 5 -> "CNAME";
      case 6 -> "SOA";
      case 12 -> "PTR";
      case 15 -> "MX";
      case 16 -> "TXT";
      case 28 -> "AAAA";
      case 52 -> "TLSA";
      default -> "TYPE" + code;
    };
  }

  void write(WireWriter out) {
    byte[] octets = octets();
    out.name(name).number16(code(type)).number16(1).number32(ttl).number16(octets.length).octets(octets);
  }

  private byte[] octets() {
    String[] words = data.split(" ", -1);
    WireWriter out = new WireWriter();
    switch (type) {
      case "A", "AAAA" -> out.octets(address());
      case "MX" -> out.number16(Integer.parseInt(words[0])).name(words[1]);
      case "TXT" -> out.text(data);
      case "TLSA" ->
          out.octet(Integer.parseInt(words[0]))
              .octet(Integer.parseInt(words[1]))
              .octet(Integer.parseInt(words[2]))
              .octets(HexFormat.of().parseHex(words[3]));
      case "SOA" -> out.name("ns." + name).name("hostmaster." + name).number32(1).number32(60).number32(60).number32(60)
          .number32(Long.parseLong(words[0]));
      default -> out.name(data);
    }
    return out.done();
  }

  private byte[] address() {
    try {
      return InetAddress.getByName(data).getAddress();
    } catch (UnknownHostException noAddress) {
      throw new IllegalArgumentException("not an address: " + data, noAddress);
    }
  }
}
