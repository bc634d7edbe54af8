package org.karamail.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.dns.DnsAnswer.Kind;
import org.karamail.dns.MxRecord;
import org.karamail.dns.TlsaRecord;
import org.karamail.testkit.net.FreePort;

/** A name server that is not ours: what it compresses, cuts and refuses is read as well. */
class UnboundTest {

  private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/unbound"), Path.of("/usr/bin/unbound"));

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private final List<DnsComponent> resolvers = new ArrayList<>();

  @BeforeEach
  void isThere() {
    boolean there = PLACES.stream().anyMatch(Files::isExecutable);
    if ("true".equalsIgnoreCase(System.getenv("CI"))) {
      assertThat(there).as("CI must not skip this test: unbound").isTrue();
    }
    assumeThat(there).as("unbound is not on this machine (Debian package unbound)").isTrue();
  }

  @AfterEach
  void stop() throws InterruptedException {
    resolvers.forEach(DnsComponent::deactivate);
    started.forEach(Process::destroy);
    for (Process process : started) {
      process.waitFor();
    }
  }

  @Test
  void everyTypeIsReadAndAnAnswerThatDoesNotFitADatagramComesOverTcp() throws IOException {
    List<String> zone = new ArrayList<>();
    zone.add("local-zone: \"example.org.\" static");
    zone.add("local-data: \"example.org. 600 IN SOA ns.example.org. hostmaster.example.org. 1 60 60 60 60\"");
    zone.add("local-data: \"example.org. 600 IN MX 10 mx.example.org.\"");
    zone.add("local-data: \"mx.example.org. 600 IN A 192.0.2.25\"");
    zone.add("local-data: \"mx.example.org. 600 IN AAAA 2001:db8::25\"");
    zone.add("local-data: \"_25._tcp.mx.example.org. 600 IN TLSA 3 1 1 00ff\"");
    zone.add("local-data: 'example.org. 600 IN TXT \"v=spf1 mx\" \" -all\"'");
    zone.add("local-data-ptr: \"192.0.2.25 mx.example.org.\"");
    IntStream.range(0, 500)
        .forEach(i -> zone.add("local-data: \"many.example.org. 600 IN MX " + i + " a-rather-long-name-" + i + ".example.org.\""));
    DnsComponent resolver = resolver(zone);

    assertThat(Asked.mx(resolver, "example.org").records()).containsExactly(new MxRecord(10, "mx.example.org"));
    assertThat(Asked.ipv4(resolver, "mx.example.org").records()).containsExactly(InetAddress.getByName("192.0.2.25"));
    assertThat(Asked.await(resolver.ipv6("mx.example.org")).records()).containsExactly(InetAddress.getByName("2001:db8::25"));
    assertThat(Asked.await(resolver.tlsa("_25._tcp.mx.example.org")).records()).containsExactly(new TlsaRecord(3, 1, 1, "00ff"));
    assertThat(Asked.await(resolver.txt("example.org")).records()).containsExactly("v=spf1 mx -all");
    assertThat(Asked.await(resolver.ptr(InetAddress.getByName("192.0.2.25"))).records()).containsExactly("mx.example.org");
    assertThat(Asked.mx(resolver, "many.example.org").records()).hasSize(500);
    assertThat(Asked.mx(resolver, "mx.example.org").kind()).isEqualTo(Kind.NO_DATA);
    assertThat(Asked.mx(resolver, "never.example.org").kind()).isEqualTo(Kind.NO_SUCH_NAME);
  }

  @Test
  void aRefusalIsAFailureForNow() throws IOException {
    DnsComponent resolver = resolver(List.of("local-zone: \"refused.example.\" refuse"));

    assertThat(Asked.mx(resolver, "refused.example").kind()).isEqualTo(Kind.FAILED);
  }

  private DnsComponent resolver(List<String> zone) throws IOException {
    int port = FreePort.find();
    Path file = folder.resolve("unbound.conf");
    Stream<String> server =
        Stream.of(
            "server:",
            "interface: 127.0.0.1",
            "port: " + port,
            "do-daemonize: no",
            "chroot: \"\"",
            "username: \"\"",
            "directory: \"" + folder + "\"",
            "pidfile: \"\"",
            "use-syslog: no",
            "module-config: \"iterator\"",
            "access-control: 127.0.0.0/8 allow",
            "local-data: \"ready.test. 600 IN A 192.0.2.1\"");
    Files.write(file, Stream.concat(server, zone.stream()).toList());
    Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    started.add(
        new ProcessBuilder(program.toString(), "-d", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("unbound.log").toFile())
            .start());
    DnsComponent resolver = new DnsComponent(Map.of("servers", "127.0.0.1:" + port, "timeout", "3s"));
    resolvers.add(resolver);
    await("unbound answers").until(() -> Asked.ipv4(resolver, "ready.test").kind() == Kind.FOUND);
    return resolver;
  }
}
