package org.karamail.plugin.mailauth.spf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;
import org.karamail.dns.TlsaRecord;

/**
 * The records of one part of the RFC 7208 suite, answered as {@code karamail.dns} would: aliases followed, texts joined and
 * printable, names that are none not found. A name with spaces is a name here; the suite looks one up.
 */
final class SuiteZone implements Resolver {

  private static final int MOST_ALIASES = 8;

  private final Map<String, ?> names;

  SuiteZone(Map<String, ?> names) {
    this.names = names;
  }

  @Override
  public CompletionStage<DnsAnswer<MxRecord>> mx(String domain) {
    return answer(domain, "MX", data -> new MxRecord(((Number) ((List<?>) data).get(0)).intValue(), name(((List<?>) data).get(1))));
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv4(String host) {
    return answer(host, "A", SuiteZone::address);
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv6(String host) {
    return answer(host, "AAAA", SuiteZone::address);
  }

  @Override
  public CompletionStage<DnsAnswer<String>> ptr(InetAddress address) {
    String reverse = new Macro('i', false, Integer.MAX_VALUE, true, ".").expand(values(address));
    return answer(reverse + (address.getAddress().length == 4 ? ".in-addr.arpa" : ".ip6.arpa"), "PTR", SuiteZone::name);
  }

  @Override
  public CompletionStage<DnsAnswer<String>> txt(String name) {
    return answer(name, "TXT", SuiteZone::text);
  }

  @Override
  public CompletionStage<DnsAnswer<TlsaRecord>> tlsa(String name) {
    throw new AssertionError("SPF asks no such thing");
  }

  private <T> CompletionStage<DnsAnswer<T>> answer(String name, String type, Function<Object, T> reader) {
    return CompletableFuture.completedStage(answer(name(name), type, reader, 0));
  }

  private <T> DnsAnswer<T> answer(String name, String type, Function<Object, T> reader, int aliases) {
    if (aliases > MOST_ALIASES) {
      return new DnsAnswer.Failed<>(DnsAnswer.Problem.ALIAS_LOOP, "a circle");
    }
    List<?> records = find(name);
    boolean timeout = false;
    List<T> found = new ArrayList<>();
    for (Object record : records) {
      timeout |= record.equals("TIMEOUT");
      if (record instanceof Map<?, ?> typed && typed.containsKey("CNAME")) {
        return answer(name(typed.get("CNAME")), type, reader, aliases + 1);
      } else if (record instanceof Map<?, ?> typed && typed.containsKey(type) && !"NONE".equals(typed.get(type))) {
        found.add(reader.apply(typed.get(type)));
      }
    }
    found.addAll(type.equals("TXT") && !has(records, "TXT") ? spf(records, reader) : List.of());
    if (!found.isEmpty()) {
      return new DnsAnswer.Found<>(found, name, Duration.ofMinutes(1), false);
    } else if (timeout) {
      return new DnsAnswer.Failed<>(DnsAnswer.Problem.TIMEOUT, "nobody answers");
    }
    return records.isEmpty()
        ? new DnsAnswer.NoSuchName<>(Duration.ofMinutes(1), false)
        : new DnsAnswer.NoData<>(Duration.ofMinutes(1), false);
  }

  private List<?> find(String name) {
    boolean legal = List.of(name.split("\\.", -1)).stream().allMatch(label -> !label.isEmpty() && label.length() < 64);
    return legal
        ? names.entrySet().stream()
            .filter(entry -> name(entry.getKey()).equals(name))
            .findFirst()
            .<List<?>>map(entry -> (List<?>) entry.getValue())
            .orElse(List.of())
        : List.of();
  }

  /** The suite's rule: what it calls SPF is TXT where no TXT is given. */
  private static <T> List<T> spf(List<?> records, Function<Object, T> reader) {
    return records.stream()
        .filter(record -> record instanceof Map<?, ?> typed && typed.containsKey("SPF"))
        .map(record -> reader.apply(((Map<?, ?>) record).get("SPF")))
        .toList();
  }

  private static boolean has(List<?> records, String type) {
    return records.stream().anyMatch(record -> record instanceof Map<?, ?> typed && typed.containsKey(type));
  }

  private static String name(Object written) {
    String lower = written.toString().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String text(Object data) {
    String joined = data instanceof List<?> strings ? String.join("", strings.stream().map(Object::toString).toList()) : data.toString();
    boolean octets = joined.chars().allMatch(c -> c < 0x100);
    String read = octets ? new String(joined.getBytes(ISO_8859_1), UTF_8) : joined;
    return read.replaceAll("\\p{Cntrl}", "\ufffd");
  }

  private static InetAddress address(Object written) {
    try {
      return InetAddress.getByName(written.toString());
    } catch (UnknownHostException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static Values values(InetAddress address) {
    return new Values(new Claim(address, "x", "x", ""), "", "", "", java.time.Instant.EPOCH);
  }
}
