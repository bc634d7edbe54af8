package org.karamail.shell.internal.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.Answer;
import org.karamail.shell.internal.view.Printable;
import org.karamail.shell.internal.view.Screen;

/**
 * One call of a command: the border between Karaf and what the command does. Answers go out here and nowhere else, each
 * line made harmless; what the user got wrong becomes one line, and a status other than zero in batch mode.
 */
final class Invocation {

  /** Where nobody knows the width: a pipe, a batch. */
  private static final int USUAL_WIDTH = 120;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Session session;
  private final Clock clock;
  private final List<String> arguments;
  private final PrintStream out;

  private Invocation(Session session, Clock clock, List<String> arguments, PrintStream out) {
    this.session = session;
    this.clock = clock;
    this.arguments = arguments;
    this.out = out;
  }

  /** What a command does once its words are sorted. */
  interface Task {
    void perform(Invocation call) throws IOException, InterruptedException;
  }

  /** Writes a JSON document. */
  interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Sorts the words into options and arguments and performs the task.
   *
   * @return always null: Karaf would print anything else
   */
  static @Nullable Object run(Action action, Session session, Clock clock, List<String> words, Task task)
      throws CommandException {
    PrintStream out = new PrintStream(System.out, false, UTF_8); // of this session: Karaf gives each thread its own
    try {
      task.perform(new Invocation(session, clock, Options.bind(action, words), out));
      return null;
    } catch (Refusal refusal) {
      throw failure(action, text(refusal), refusal);
    } catch (StoreClosedException closed) {
      throw failure(action, "the store is closed: " + text(closed), closed);
    } catch (IOException unreadable) {
      throw failure(action, "cannot be read: " + text(unreadable), unreadable);
    } catch (InterruptedException interrupted) {
      throw failure(action, "interrupted; what the store has begun it will finish", interrupted);
    } finally {
      out.flush();
    }
  }

  /** Karaf prints the first argument of this type as it is, and logs no stack trace. */
  private static CommandException failure(Action action, String reason, Throwable cause) {
    Command command = action.getClass().getAnnotation(Command.class);
    String line = Printable.of(command.scope() + ":" + command.name() + ": " + reason);
    return new CommandException(line, line, cause);
  }

  private static String text(Throwable thrown) {
    return Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
  }

  List<String> arguments() {
    return arguments;
  }

  Instant now() {
    return clock.instant();
  }

  /** The only argument. */
  String argument(String name) {
    if (arguments.size() != 1) {
      throw new Refusal(
          "say one " + name + (arguments.isEmpty() ? "" : ", not " + arguments.size() + "; quote one that holds [, <, $ or blanks"));
    }
    return arguments.get(0);
  }

  /** The store, or the reason why the command cannot work. */
  static MailQueueStore required(@Nullable MailQueueStore store) {
    if (store == null) {
      throw new Refusal("there is no queue: its store has not started; log:display tells why");
    }
    return store;
  }

  /** Waits for what the store does. */
  static <T> T await(CompletionStage<T> stage) throws InterruptedException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreClosedException closed) {
        throw closed;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Prints an answer, for people or for programs. */
  void answer(Answer answer, boolean json) {
    if (json) {
      document(answer::write);
    } else {
      answer.lines(screen()).forEach(line -> out.println(Printable.of(line)));
    }
  }

  /** Prints one JSON document: ASCII, so that it survives whatever the session's character set is. */
  void document(Document document) {
    try (JsonGenerator json = JSON.createGenerator(new Lasting(out)).setPrettyPrinter(new DefaultPrettyPrinter())) {
      document.write(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    out.println();
  }

  /** Prints a line now, while the command goes on. */
  void say(String line) {
    out.println(Printable.of(line));
    out.flush();
  }

  /** Prints text that is harmless already. */
  void print(String text) {
    out.print(text);
  }

  /** Whether nobody listens any more: the client has gone. */
  boolean isAlone() {
    return out.checkError();
  }

  private Screen screen() {
    Terminal terminal = session.getTerminal();
    int width = terminal == null || terminal.getWidth() <= 0 ? USUAL_WIDTH : terminal.getWidth();
    return new Screen(width, clock.getZone(), clock.instant());
  }

  /** Writes to the session and leaves it open. */
  private static final class Lasting extends Writer {

    private final PrintStream out;

    Lasting(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      out.append(new String(characters, offset, length));
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      flush();
    }
  }
}
