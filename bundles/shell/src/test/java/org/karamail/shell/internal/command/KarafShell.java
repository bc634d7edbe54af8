package org.karamail.shell.internal.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.felix.gogo.runtime.Token;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.threadio.ThreadIO;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.RegistryImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.impl.console.parsing.CommandLineParser;
import org.apache.karaf.shell.support.ShellUtil;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;

/**
 * Karaf's own shell, as a client in batch mode meets it: commands are parsed, made, injected and run by Karaf, and what
 * they throw is shown by Karaf.
 */
final class KarafShell implements AutoCloseable {

  static final List<Class<?>> COMMANDS =
      List.of(
          IdCompleter.class,
          SelectorCompleter.class,
          StatusCommand.class,
          TraceCommand.class,
          QueueListCommand.class,
          QueueShowCommand.class,
          QueueStatsCommand.class,
          QueueHoldCommand.class,
          QueueReleaseCommand.class,
          QueueRetryCommand.class,
          QueueDeleteCommand.class,
          QueueFlushCommand.class,
          QueuePauseCommand.class,
          QueueResumeCommand.class,
          PointCompleter.class,
          PluginCompleter.class,
          ComponentCompleter.class,
          HooksCommand.class,
          PluginsCommand.class,
          PluginShowCommand.class,
          PluginModeCommand.class,
          PluginResetCommand.class,
          PluginTopCommand.class,
          OptionCompleter.class,
          CachedNameCompleter.class,
          DnsLookupCommand.class,
          DnsCacheCommand.class,
          DnsFlushCommand.class,
          DnsPrewarmCommand.class,
          ExplainCommand.class,
          PoolCommand.class,
          TestSendCommand.class);

  /** Gives each thread its own standard output; a JVM can have one only, and it does no harm to leave it on. */
  private static final ThreadIOImpl THREADS = new ThreadIOImpl();

  static {
    THREADS.start();
  }

  private final SessionFactoryImpl factory = new TextsOnly(THREADS);

  /** A shell in which these services are there. */
  KarafShell(Clock clock, Object... services) {
    Registry present = new RegistryImpl(factory);
    Arrays.stream(services).forEach(present::register);
    ManagerImpl manager = new AtOneTime(present, factory, clock);
    COMMANDS.forEach(manager::register);
  }

  /**
   * What a batch leaves.
   *
   * @param text all that was printed
   * @param status 0 where it went well
   */
  record Outcome(String text, int status) {

    List<String> lines() {
      return text.lines().toList();
    }

    /** The one JSON document that was printed. */
    JsonNode json() {
      try (MappingIterator<JsonNode> documents = new ObjectMapper().readerFor(JsonNode.class).readValues(text)) {
        List<JsonNode> all = documents.readAll();
        assertThat(all).hasSize(1);
        return all.get(0);
      } catch (IOException broken) {
        throw new AssertionError(text, broken);
      }
    }

    /** The ids of the messages in that document. */
    List<String> ids() {
      return json().get("messages").findValuesAsText("id");
    }
  }

  /** Runs a line where nobody knows how wide the terminal is. */
  Outcome run(String line) {
    return run(line, out -> factory.create(nothing(), out, out));
  }

  /** Runs a line in a terminal of so many columns. */
  Outcome runIn(int columns, String line) {
    Terminal terminal = answering(Terminal.class, "getWidth", columns);
    Session parent = answering(Session.class, "getTerminal", terminal);
    return run(line, out -> factory.create(nothing(), out, out, parent));
  }

  private static <T> T answering(Class<T> type, String method, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> called.getName().equals(method) ? answer : null));
  }

  private static InputStream nothing() {
    return new ByteArrayInputStream(new byte[0]);
  }

  private static Outcome run(String line, Function<PrintStream, Session> opener) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, UTF_8);
        Session session = opener.apply(out)) {
      int status = execute(session, line);
      out.flush();
      return new Outcome(printed.toString(UTF_8), status);
    }
  }

  private static int execute(Session session, String line) {
    try {
      session.execute(line);
      return 0;
    } catch (Exception thrown) {
      ShellUtil.logException(session, thrown);
      return 1;
    }
  }

  /** What the tabulator offers for the last word of an argument. */
  List<String> complete(Class<? extends Completer> type, String word) {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    try (Session session = factory.create(nothing(), nowhere, nowhere)) {
      List<Candidate> candidates = new ArrayList<>();
      session.getRegistry().getService(type).completeCandidates(session, new ArgumentCommandLine(word, word.length()), candidates);
      return candidates.stream().map(Candidate::value).toList();
    }
  }

  /** What the tabulator offers at the end of a line. */
  List<String> complete(String line) {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    try (Session session = factory.create(nothing(), nowhere, nowhere)) {
      CommandLine parsed = CommandLineParser.buildCommandLine(session, line, line.length());
      List<Candidate> candidates = new ArrayList<>();
      factory.getCommands().stream()
          .filter(command -> parsed.getArguments()[0].equals(command.getScope() + ":" + command.getName()))
          .forEach(command -> command.getCompleter(false).completeCandidates(session, parsed, candidates));
      return candidates.stream().map(Candidate::value).toList();
    }
  }

  @Override
  public void close() {
    factory.stop();
  }

  /** Hands words to commands as texts, as Karaf does in a server, where every command is wrapped in its access check. */
  private static final class TextsOnly extends SessionFactoryImpl {

    TextsOnly(ThreadIO threads) {
      super(threads);
    }

    @Override
    protected org.apache.felix.service.command.Function wrap(Command command) {
      org.apache.felix.service.command.Function wrapped = super.wrap(command);
      return (session, words) ->
          wrapped.execute(session, words.stream().map(word -> word instanceof Token ? word.toString() : word).toList());
    }
  }

  /** Makes commands as Karaf does, and gives them the test's clock. */
  private static final class AtOneTime extends ManagerImpl {

    private final Clock clock;

    AtOneTime(Registry dependencies, Registry registrations, Clock clock) {
      super(dependencies, registrations);
      this.clock = clock;
    }

    @Override
    public <T> T instantiate(Class<? extends T> type, Registry registry) throws Exception {
      T made = super.instantiate(type, registry);
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals("clock")) {
          field.setAccessible(true);
          field.set(made, clock);
        } else if (field.getName().equals("startedAt")) {
          field.setAccessible(true);
          field.set(made, clock.instant().minusSeconds(3725));
        }
      }
      return made;
    }
  }
}
