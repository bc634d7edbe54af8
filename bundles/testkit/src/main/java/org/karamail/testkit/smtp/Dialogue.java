package org.karamail.testkit.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conversation in a file, played against a server.
 *
 * <pre>
 * # A stranger may not relay.
 * S: 220 *
 * C: EHLO client.example
 * S: 250-*
 * S: ...
 * C: MAIL FROM:&lt;a@client.example&gt;
 * S: 250 2.1.0 Ok
 * R: NOOP\n
 * S: 500 5.5.2 *
 * C: QUIT
 * S: 221 *
 * X:
 * </pre>
 *
 * <p>{@code C:} sends a line with CRLF, {@code R:} sends raw octets without any. {@code S:} is a line the server must send,
 * {@code *} standing for any text; {@code S: ...} stands for the rest of a reply of several lines. {@code X:} says that the
 * server closes. In what is sent, {@code \r}, {@code \n}, {@code \0}, {@code \\} and {@code \xHH} are octets, and {@code
 * \{n*text\}} repeats a text. Lines that begin with {@code #} are comments.
 */
public final class Dialogue {

  private static final Pattern REPEATED = Pattern.compile("\\\\\\{(\\d+)\\*(.*?)\\\\\\}");

  private final String name;
  private final List<String> lines;

  private Dialogue(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  /** The dialogues of a resource folder, {@code *.dialogue}, in the order of their names. */
  public static List<Dialogue> in(Class<?> test, String folder) {
    URL url = test.getResource(folder);
    if (url == null) {
      throw new IllegalArgumentException("no resource folder " + folder + " beside " + test);
    }
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      return files.filter(file -> file.toString().endsWith(".dialogue")).sorted().map(Dialogue::read).toList();
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalArgumentException("cannot list " + url, unreadable);
    }
  }

  /** Reads a dialogue from text. */
  public static Dialogue of(String name, String text) {
    return new Dialogue(name, text.lines().toList());
  }

  /** Reads a dialogue. */
  public static Dialogue read(InputStream file, String name) throws IOException {
    return of(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Dialogue read(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return read(stream, file.getFileName().toString());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Plays it on a connection of its own. */
  public void play(InetSocketAddress server) {
    try (ScriptedClient client = ScriptedClient.connect(server)) {
      for (int i = 0; i < lines.size(); i++) {
        try {
          play(client, lines.get(i));
        } catch (AssertionError wrong) {
          throw new AssertionError(name + " line " + (i + 1) + ": " + lines.get(i) + "\n" + wrong.getMessage(), wrong);
        }
      }
    }
  }

  private static void play(ScriptedClient client, String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String text = line.length() > 3 ? line.substring(3) : "";
    switch (line.substring(0, 2)) {
      case "C:" -> client.sendRaw(octets(text) + "\r\n");
      case "R:" -> client.sendRaw(octets(text));
      case "S:" -> expect(client, text);
      case "X:" -> client.expectClose();
      default -> throw new IllegalArgumentException("a dialogue line begins with C:, R:, S:, X: or #, not: " + line);
    }
  }

  private static void expect(ScriptedClient client, String pattern) {
    if ("...".equals(pattern)) {
      client.reply();
      return;
    }
    String line = client.readLine();
    if (!matches(pattern, line)) {
      throw new AssertionError("expected: " + pattern + "\nbut got:  " + line);
    }
  }

  private static boolean matches(String pattern, String line) {
    String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return line.matches(regex);
  }

  private static String octets(String text) {
    String flat = REPEATED.matcher(text).replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
        m.group(2).repeat(Integer.parseInt(m.group(1)))));
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < flat.length(); i++) {
      char c = flat.charAt(i);
      if (c != '\\' || i + 1 == flat.length()) {
        octets.append(new String(String.valueOf(c).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
      } else {
        char escaped = flat.charAt(++i);
        switch (escaped) {
          case 'r' -> octets.append('\r');
          case 'n' -> octets.append('\n');
          case '0' -> octets.append('\0');
          case 'x' -> {
            octets.append((char) Integer.parseInt(flat.substring(i + 1, i + 3), 16));
            i += 2;
          }
          default -> octets.append(escaped);
        }
      }
    }
    return octets.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
