package org.karamail.plugin.contentfilter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.karamail.testkit.hook.IncomingView;

/** Messages with attachments, and archives to attach. */
final class Attached {

  private static final String HEADER =
      """
      From: sender@client.example
      Subject: An Invoice for you
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="cut"

      """;
  private static final String TEXT = "--cut\nContent-Type: text/plain\n\nHello.\n";

  private Attached() {}

  /** A message with an attachment of this header line, beside its text. */
  static IncomingView as(String disposition, byte[] content) {
    String encoded = Base64.getMimeEncoder().encodeToString(content).replace("\r\n", "\n");
    String part = "--cut\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n";
    return message(part + disposition + "\n\n" + encoded + "\n");
  }

  static IncomingView named(String name, byte[] content) {
    return as("Content-Disposition: attachment; filename=\"" + name + "\"", content);
  }

  /** A message with this part beside its text; lines end with LF. */
  static IncomingView message(String part) {
    return IncomingView.sample().headers(crlf(HEADER)).body(crlf(TEXT + part + "--cut--\n"));
  }

  static byte[] zip(String name, byte[] content) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(octets)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return octets.toByteArray();
  }

  static byte[] zipOfMany(int entries) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(octets)) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry("file" + i));
        zip.closeEntry();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return octets.toByteArray();
  }

  static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }
}
