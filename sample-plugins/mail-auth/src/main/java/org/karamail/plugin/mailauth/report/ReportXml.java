package org.karamail.plugin.mailauth.report;

import org.karamail.plugin.mailauth.report.Observed.Row;
import org.karamail.plugin.mailauth.report.Observed.Tag;

/** A report as XML (RFC 9990 section 3.1 and appendix A). */
final class ReportXml {

  private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  private ReportXml() {}

  static String of(AggregateReport report, Reporter reporter) {
    return new ReportXml().feedback(report, reporter).text.toString();
  }

  private ReportXml feedback(AggregateReport report, Reporter reporter) {
    text.append("<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\">\n");
    element("version", "1.0");
    metadata(report, reporter);
    policy(report);
    report.counts().forEach(this::entry);
    close("feedback");
    return this;
  }

  private void metadata(AggregateReport report, Reporter reporter) {
    open("report_metadata");
    element("org_name", reporter.organization());
    element("email", reporter.from());
    element("report_id", report.id());
    open("date_range");
    element("begin", Long.toString(report.period().begin()));
    element("end", Long.toString(report.period().end() - 1));
    close("date_range");
    element("generator", "Karamail");
    close("report_metadata");
  }

  private void policy(AggregateReport report) {
    open("policy_published");
    element("domain", report.domain());
    element("discovery_method", "treewalk");
    element("p", report.published(Tag.P));
    element("sp", report.published(Tag.SP));
    element("np", report.published(Tag.NP));
    element("fo", report.published(Tag.FO));
    element("adkim", report.published(Tag.ADKIM));
    element("aspf", report.published(Tag.ASPF));
    element("testing", report.published(Tag.TESTING));
    close("policy_published");
  }

  private void entry(Observed observed, int count) {
    open("record");
    open("row");
    element("source_ip", observed.at(Row.SOURCE));
    element("count", Integer.toString(count));
    open("policy_evaluated");
    element("disposition", observed.at(Row.DISPOSITION));
    element("dkim", observed.at(Row.DKIM_ALIGNED));
    element("spf", observed.at(Row.SPF_ALIGNED));
    reason(observed.at(Row.REASON));
    close("policy_evaluated");
    close("row");
    open("identifiers");
    element("header_from", observed.at(Row.HEADER_FROM));
    element("envelope_from", observed.at(Row.ENVELOPE_FROM));
    close("identifiers");
    results(observed);
    close("record");
  }

  private void reason(String reason) {
    if (!reason.isEmpty()) {
      String[] parts = reason.split(Observed.COMMENT, 2);
      open("reason");
      element("type", parts[0]);
      if (parts.length > 1) {
        element("comment", parts[1]);
      }
      close("reason");
    }
  }

  private void results(Observed observed) {
    open("auth_results");
    for (String signature : observed.at(Row.SIGNATURES).split(" ", -1)) {
      String[] parts = signature.split("/", 3);
      if (parts.length == 3) {
        open("dkim");
        element("domain", parts[1]);
        element("selector", parts[2]);
        element("result", parts[0]);
        close("dkim");
      }
    }
    String[] spf = observed.at(Row.SPF).split("/", 2);
    if (spf.length == 2) {
      open("spf");
      element("domain", spf[1]);
      element("scope", "mfrom");
      element("result", spf[0]);
      close("spf");
    }
    close("auth_results");
  }

  private void open(String name) {
    text.append('<').append(name).append(">\n");
  }

  private void close(String name) {
    text.append("</").append(name).append(">\n");
  }

  private void element(String name, String value) {
    text.append('<').append(name).append('>').append(escaped(value)).append("</").append(name).append(">\n");
  }

  /** What XML has no character for is left out. */
  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    value
        .codePoints()
        .filter(c -> c >= ' ' && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c <= 0xdfff))
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
