package org.karamail.plugin.dkimsigner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.testkit.ForeignProgram;

/** What others say about a signature: dkimpy and OpenDKIM, both told the keys by a file instead of DNS. */
final class Verifiers {

  private static final Pattern RESULT = Pattern.compile("[^-]dkim=(\\w+)");
  private static final Path DKIMPY = Path.of("../dkim/src/test/resources/dkimpy.py").toAbsolutePath().normalize();

  private static final Path PYTHON = Path.of("/usr/bin/python3"); // Debian's, which has its packages

  private final Path folder;
  private final Path keys;
  private int count;

  Verifiers(Path folder) {
    this.folder = folder;
    this.keys = folder.resolve("published");
  }

  /** Publishes a record as a zone file has it. */
  void publish(String zone) throws IOException {
    String name = zone.substring(0, zone.indexOf(". IN TXT"));
    StringBuilder record = new StringBuilder();
    Matcher strings = Pattern.compile("\"([^\"]*)\"").matcher(zone);
    while (strings.find()) {
      record.append(strings.group(1));
    }
    String before = Files.exists(keys) ? Files.readString(keys) : "";
    Files.writeString(keys, before + name + " " + record + "\n");
  }

  /** A message in a file. */
  Path file(byte[] message) throws IOException {
    return Files.write(folder.resolve(count++ + ".eml"), message);
  }

  /** A word for each signature of each message: pass or fail. */
  List<String> dkimpy(List<Path> messages) {
    List<String> arguments = new ArrayList<>(List.of(DKIMPY.toString(), "verify", keys.toString()));
    messages.forEach(message -> arguments.add(message.toString()));
    ForeignProgram.find("dkimverify"); // it comes with dkimpy
    return ForeignProgram.run(folder, PYTHON, arguments.toArray(String[]::new))
        .lines()
        .filter(line -> line.equals("pass") || line.equals("fail"))
        .toList();
  }

  /** A word for each signature: pass, fail, policy … */
  List<String> openDkim(Path message) throws IOException {
    Path configuration = Files.writeString(folder.resolve("opendkim.conf"), "Mode v\nTestPublicKeys " + keys + "\n");
    String said =
        ForeignProgram.run(folder, "opendkim", "-x", configuration.toString(), "-t", message.toString(), "-v", "-v");
    String latest = said.substring(said.lastIndexOf("### INSHEADER"));
    List<String> results = new ArrayList<>();
    Matcher result = RESULT.matcher(latest);
    while (result.find()) {
      results.add(result.group(1));
    }
    return results;
  }

  static String text(byte[] message) {
    return new String(message, ISO_8859_1);
  }
}
