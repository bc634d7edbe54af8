package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.MailEvent;
import org.karamail.model.MailEvent.Kind;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.testkit.MovableClock;

/** The manual, docs/shell.md: every block that begins with {@code > mail:…} is what that command prints. */
class ManualTest {

  private static final Path MANUAL = Path.of("..", "..", "docs", "shell.md");
  private static final Pattern EXAMPLE = Pattern.compile("```\n> (mail:[^\n]*)\n(.*?)```", Pattern.DOTALL);
  private static final QueueId FINISHED = Samples.id(Duration.ofSeconds(90));

  @TempDir private Path data;

  @TestFactory
  Stream<DynamicTest> eachExampleIsWhatTheCommandPrints() throws IOException {
    String manual = Files.readString(MANUAL);
    assertThat(manual).contains("\n> mail:status\n", "\n> mail:trace ");
    return EXAMPLE
        .matcher(manual)
        .results()
        .map(example -> DynamicTest.dynamicTest(example.group(1), () -> compare(example.group(1), example.group(2))));
  }

  private void compare(String command, String text) throws IOException {
    MovableClock clock = MovableClock.standing();
    InMemoryStore store = scene(clock);
    listen("mx", "2525");
    listen("submission", "2587");
    try (KarafShell shell = new KarafShell(clock, store, new StandingDelivery(false), new StandingEngine(), new StandingInternet(), PoolCommandTest.POOL, ScriptedIntake.taking(FINISHED), StatusCommandTest.context(data))) {
      assertThat(shell.run(command).text()).isEqualTo(text);
    }
  }

  static Stream<Class<?>> commands() {
    return KarafShell.COMMANDS.stream().filter(type -> type.isAnnotationPresent(Command.class));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesEveryCommandAndOption(Class<?> type) throws IOException {
    String manual = Files.readString(MANUAL);
    List<String> options =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(Option.class))
            .map(field -> field.getAnnotation(Option.class).name())
            .toList();

    assertThat(manual).contains("mail:" + type.getAnnotation(Command.class).name());
    assertThat(options).allSatisfy(option -> assertThat(manual).containsPattern(Pattern.quote(option) + "\\b"));
  }

  private static InMemoryStore scene(MovableClock clock) {
    InMemoryStore store = new InMemoryStore(clock);
    store.put(
        Samples.message(
            Duration.ofMinutes(5),
            "alice@example.org",
            5321,
            Samples.deferred(0, "bob@example.net", 3, Duration.ofMinutes(4), "Try again later")),
        String.join(
            "\r\n",
            "Date: Sun, 1 Mar 2026 11:54:58 +0000",
            "From: Alice <alice@example.org>",
            "To: bob@example.net",
            "Subject: Minutes of the meeting",
            "",
            ""),
        "See you there.\r\n");
    store.put(
        Samples.message(
            Duration.ofMinutes(4),
            "",
            53_210,
            Samples.held(0, "carol@example.net", "held by an operator"),
            Samples.delivered(1, "dave@example.net")));
    store.put(
        Samples.message(
            Duration.ofMinutes(3),
            "erin@example.org",
            2_300_000,
            Samples.recipient(0, "frank@example.com", RecipientState.ACTIVE)));
    finished().forEach(store::happened);
    store.pause(true);
    return store;
  }

  private static List<MailEvent> finished() {
    Instant start = FINISHED.time();
    Attempt first = Samples.attempt(1, "bea@north.example", start.plusMillis(14), "Come back later");
    Attempt second =
        new Attempt(
            2,
            start.plusSeconds(31),
            Duration.ofMillis(87),
            new Route("smtp", "north.example"),
            "mx1.north.example [192.0.2.9]:25",
            new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok")));
    String from = "from <ann@example.org> to <bea@north.example>, ESMTP on mx from 192.0.2.7 (client.example.org)";
    return List.of(
        new MailEvent(FINISHED, 0, 0, start, Kind.ACCEPTED, RecipientState.QUEUED, from, Optional.empty()),
        new MailEvent(
            FINISHED,
            0,
            1,
            start.plusMillis(134),
            Kind.DEFERRED,
            RecipientState.DEFERRED,
            first.outcome().summary(),
            Optional.of(first)),
        new MailEvent(
            FINISHED,
            0,
            2,
            start.plusMillis(31_087),
            Kind.DELIVERED,
            RecipientState.DELIVERED,
            second.outcome().summary(),
            Optional.of(second)));
  }

  private void listen(String name, String port) throws IOException {
    Path file = Files.createDirectories(data.resolve("run")).resolve("smtp-" + name + ".port");
    Files.writeString(file, port);
    Files.setLastModifiedTime(file, FileTime.from(Samples.NOON));
  }
}
