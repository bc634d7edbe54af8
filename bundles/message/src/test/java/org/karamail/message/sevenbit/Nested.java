package org.karamail.message.sevenbit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** Messages in messages, and a reader of another making that says what their parts decode to. */
final class Nested {

  static final String HEADER = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n";

  private static final String UMLAUTS = "\u00fcber \u00e4lles und viel ascii dahinter, damit es kurz bleibt";

  private Nested() {}

  static String body() {
    return String.join(
        "\r\n",
        "preamble",
        "--outer",
        "Content-Type: text/plain; charset=iso-8859-1",
        "Content-Transfer-Encoding: 8bit",
        "",
        UMLAUTS + "   ",
        ".",
        "--outerx is no boundary",
        "- neither is this\t",
        "",
        "--outer",
        "Content-Type: multipart/alternative; boundary=\"out\"",
        "Content-Transfer-Encoding: 8bit",
        "",
        "--out",
        "",
        UMLAUTS + " no line end before the boundary",
        "--out",
        "Content-Type: application/octet-stream",
        "Content-Transfer-Encoding: binary",
        "",
        "\u0000\u0001\u00ff\u00fe" + "\u0080".repeat(3_000),
        "--out--",
        "epilogue of the inner one",
        "--outer",
        "Content-Type: message/rfc822",
        "Content-Transfer-Encoding: 8bit",
        "",
        "Subject: inside",
        "Content-Type: multipart/mixed; boundary=inner",
        "",
        "--inner",
        "Content-Type: text/html",
        "",
        "<p>" + UMLAUTS.repeat(2_000),
        "--inner",
        "",
        "--inner",
        "Content-Transfer-Encoding: base64",
        "",
        "AAECAw==",
        "--outer",
        "",
        "the inner boundary was never closed " + UMLAUTS,
        "",
        "",
        "--outer--  ",
        "");
  }

  /** Between boundaries {@code x}: contents of all octets but CR and LF, in lines of all lengths. */
  static String random(Random random) {
    StringBuilder body = new StringBuilder();
    for (int part = random.nextInt(4); part >= 0; part--) {
      body.append("--x\r\nContent-Type: ").append(random.nextBoolean() ? "text/plain" : "image/png").append("\r\n\r\n");
      int beyond = random.nextInt(256);
      for (int line = random.nextInt(6); line >= 0; line--) {
        int length = random.nextInt(10) == 0 ? 15_000 + random.nextInt(5_000) : random.nextInt(200);
        for (int i = 0; i < length; i++) {
          int octet = random.nextInt(256) < beyond ? 128 + random.nextInt(128) : random.nextInt(128);
          body.append(octet == '\r' || octet == '\n' ? ' ' : (char) octet);
        }
        body.append(line > 0 || random.nextBoolean() ? "\r\n" : "");
      }
      body.append("\r\n");
    }
    return body + "--x--\r\n";
  }

  /** The contents of all parts, decoded. */
  static List<String> contents(byte[] message) throws IOException {
    MimeTokenStream stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
    List<String> contents = new ArrayList<>();
    try {
      stream.parse(new ByteArrayInputStream(message));
      for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
        if (state == EntityState.T_BODY) {
          contents.add(new String(stream.getDecodedInputStream().readAllBytes(), ISO_8859_1));
        }
      }
    } catch (MimeException malformed) {
      throw new IOException(malformed);
    }
    return contents;
  }
}
