package org.karamail.plugin.mailauth.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** A report as mail (RFC 9990 section 3.5.2). */
final class ReportMail {

  private static final String CRLF = "\r\n";
  private static final int LINE = 76;

  private ReportMail() {}

  /** The report, compressed. */
  static byte[] compressed(AggregateReport report, Reporter reporter) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
      gzip.write(ReportXml.of(report, reporter).getBytes(UTF_8));
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return octets.toByteArray();
  }

  /** The message with the report to one who asks for it. */
  static byte[] to(String recipient, AggregateReport report, byte[] compressed, Reporter reporter, Instant now) {
    String boundary = "report-" + report.id();
    String id = report.id() + "@" + reporter.receiver();
    String file = report.fileName(reporter.receiver());
    String head =
        String.join(
            CRLF,
            "From: <" + reporter.from() + ">",
            "To: <" + recipient + ">",
            "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)).replace("GMT", "+0000"),
            "Message-ID: <" + id + ">",
            "Subject: Report Domain: " + report.domain(),
            "\tSubmitter: " + reporter.receiver(),
            "\tReport-ID: <" + id + ">",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"",
            "",
            "--" + boundary,
            "Content-Type: text/plain; charset=us-ascii",
            "",
            "This is an aggregate report (RFC 9990) of mail from " + report.domain() + ",",
            "as " + reporter.receiver() + " received it.",
            "",
            "--" + boundary,
            "Content-Type: application/gzip",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment;",
            "\tfilename=\"" + file + "\"",
            "",
            "");
    String body = Base64.getMimeEncoder(LINE, CRLF.getBytes(US_ASCII)).encodeToString(compressed);
    return (head + body + CRLF + "--" + boundary + "--" + CRLF).getBytes(US_ASCII);
  }
}
