package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.machine.Command;
import org.karamail.itests.machine.Needs;
import org.karamail.itests.machine.SecondNamespace;
import org.karamail.itests.smtp.RelayProbe;

/**
 * The shipped configuration, only the bind changed, takes no mail for other domains from another network, however the
 * address is spelled. From loopback this would prove nothing.
 */
final class StrangersCannotRelayIT {

  private static final String L = LocalDomain.NAME;
  private static final String F = "foreign.example";
  private static final String STRANGER = "stranger@elsewhere.example";

  private static final List<String> FOREIGN =
      List.of(
          "t@" + F,
          "t@" + F + ".",
          "t@sub." + L + "." + F,
          "\"t@" + L + "\"@" + F,
          "@" + L + ":t@" + F,
          "@" + L + ",@" + L + ":t@" + F,
          "t@" + F + "@" + L,
          "t@" + L + "@" + F,
          "t@[198.51.100.7]",
          "t@[IPv6:2001:db8::7]",
          "t@[IPv6:::ffff:198.51.100.7]",
          "t@[IPv6:::ffff:127.0.0.1].",
          "t@" + F.toUpperCase(Locale.ROOT),
          "t@foreign%2eexample",
          "t@" + F + " ",
          "t@\uff46oreign.example",
          "t@" + L + "." + F,
          "t@" + L + "\0." + F,
          "t");

  /** Spellings whose domain is ours: to be refused, or to end in a mailbox of ours under this very name. */
  private static final List<String> DISGUISED = List.of("t%" + F + "@" + L, "\"t@" + F + "\"@" + L, F + "!t@" + L, "\"t%" + F + "\"@" + L);

  private static final List<String> LOCAL_LOOKING_SENDERS =
      List.of("postmaster@" + L, "root@[127.0.0.1]", "", "a@[IPv6:::ffff:127.0.0.1]");

  @Test
  void noSpellingOfAnAddressOpensTheRelay() throws Exception {
    Needs.root();
    Needs.programs("ip");
    try (SecondNamespace outside = SecondNamespace.create();
        KaramailProcess server = KaramailProcess.start(Launch.shipped("relay").with("KARAMAIL_BIND", outside.here()))) {
      Map<String, Integer> codes = probe(outside, server);
      assertThat(codes).as("the probe reaches a server that takes local mail").containsEntry(STRANGER + "\tpostmaster@" + L, 250);
      codes.forEach((attempt, code) -> assertThat(code).as(attempt).matches(c -> ours(attempt) || c >= 500, "refused for good"));
      assertThat(mailboxDomains(server)).as("domains with mailboxes").containsExactly(L);
    }
  }

  private static Map<String, Integer> probe(SecondNamespace outside, KaramailProcess server) throws IOException, InterruptedException {
    Path attempts = Files.write(server.launch().folder().resolve("attempts"), attempts());
    Command.Finished finished =
        outside.run(
            Duration.ofMinutes(2),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RelayProbe.class.getName(),
                outside.here(),
                Integer.toString(server.smtpPort()),
                attempts.toString()));
    assertThat(finished.code()).as(finished.output()).isZero();
    return finished.output().lines()
        .map(line -> line.split("\t", 2))
        .collect(Collectors.toMap(fields -> fields[1], fields -> Integer.valueOf(fields[0])));
  }

  private static List<String> attempts() {
    List<String> lines = new ArrayList<>();
    lines.add(STRANGER + "\tpostmaster@" + L);
    FOREIGN.forEach(to -> lines.add(STRANGER + "\t" + to));
    DISGUISED.forEach(to -> lines.add(STRANGER + "\t" + to));
    LOCAL_LOOKING_SENDERS.forEach(from -> lines.add(from + "\tt@" + F));
    return lines;
  }

  private static boolean ours(String attempt) {
    String recipient = attempt.substring(attempt.indexOf('\t') + 1);
    return DISGUISED.contains(recipient) || recipient.equals("postmaster@" + L);
  }

  private static List<String> mailboxDomains(KaramailProcess server) throws IOException {
    try (Stream<Path> domains = Files.list(server.maildirs().root())) {
      return domains.map(domain -> domain.getFileName().toString()).toList();
    }
  }
}
