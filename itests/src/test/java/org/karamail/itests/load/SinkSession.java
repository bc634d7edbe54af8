package org.karamail.itests.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.itests.maildir.Sha256;

/** One connection to a {@link SmtpSink}, on its own thread. */
final class SinkSession {

  private static final Pattern PATH = Pattern.compile("<([^>]*)>");

  private final SmtpSink sink;
  private final int life;
  private final InputStream in;
  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> recipients = new ArrayList<>();
  private String sender = "";

  SinkSession(SmtpSink sink, Socket socket, int life) throws IOException {
    this.sink = sink;
    this.life = life;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  void run() throws IOException {
    say("220 sink.example ESMTP");
    for (boolean more = true; more; ) {
      more = answer(text(readLine()));
    }
  }

  private boolean answer(String command) throws IOException {
    switch (command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
      case "EHLO" -> say("250-sink.example\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES");
      case "MAIL" -> {
        recipients.clear();
        sender = path(command);
        say("250 2.1.0 Ok");
      }
      case "RCPT" -> {
        recipients.add(path(command));
        say("250 2.1.5 Ok");
      }
      case "DATA" -> data();
      case "QUIT" -> {
        say("221 2.0.0 Bye");
        return false;
      }
      default -> say("250 2.0.0 Ok");
    }
    return true;
  }

  private void data() throws IOException {
    sink.beginsData();
    try {
      say("354 Go on");
      sink.took(new SmtpSink.Taken(sender, List.copyOf(recipients), content(), life));
      say("250 2.0.0 Ok");
    } finally {
      sink.endsData();
    }
  }

  /** Reads up to the final dot and gives back the hash of what is below the first field. */
  private String content() throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] now = readLine();
    if (!text(now).startsWith("Received: ")) {
      throw new IOException("no Received on top but: " + text(now));
    }
    do {
      now = readLine();
    } while (now.length > 0 && (now[0] == ' ' || now[0] == '\t'));
    while (!(now.length == 1 && now[0] == '.')) {
      int stuffed = now.length > 0 && now[0] == '.' ? 1 : 0;
      digest.update(now, stuffed, now.length - stuffed);
      digest.update((byte) '\n');
      now = readLine();
    }
    return Sha256.hex(digest);
  }

  /** Without its CRLF; a bare CR or LF stays in it, and so changes the hash. */
  private byte[] readLine() throws IOException {
    line.reset();
    int before = 0;
    for (int octet = in.read(); !(before == '\r' && octet == '\n'); octet = in.read()) {
      if (octet < 0) {
        throw new EOFException();
      }
      line.write(octet);
      before = octet;
    }
    byte[] all = line.toByteArray();
    return Arrays.copyOf(all, all.length - 1);
  }

  private void say(String lines) throws IOException {
    out.write((lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }

  private static String path(String command) throws IOException {
    Matcher path = PATH.matcher(command);
    if (!path.find()) {
      throw new IOException("no path in " + command);
    }
    return path.group(1);
  }
}
