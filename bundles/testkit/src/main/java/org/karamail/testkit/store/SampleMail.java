package org.karamail.testkit.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.karamail.message.HeaderBlock;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.store.Submission;

/** A message to try a store with: immutable, each {@code with} gives another. A recipient's route is its domain by SMTP. */
public final class SampleMail {

  private final List<String> recipients;
  private final String sender;
  private final Priority priority;
  private final RecipientState state;
  private final Optional<Instant> due;
  private final byte[] headers;
  private final byte[] body;
  private final ReportForm form;
  private final ReportWish wish;

  private SampleMail(
      List<String> recipients,
      String sender,
      Priority priority,
      RecipientState state,
      Optional<Instant> due,
      byte[] headers,
      byte[] body,
      ReportForm form,
      ReportWish wish) {
    this.recipients = recipients;
    this.sender = sender;
    this.priority = priority;
    this.state = state;
    this.due = due;
    this.headers = headers;
    this.body = body;
    this.form = form;
    this.wish = wish;
  }

  /** A short message of normal priority, due as soon as it is accepted. */
  public static SampleMail to(String... recipients) {
    byte[] headers = "Subject: sample\r\nFrom: ann@sender.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    return new SampleMail(
        List.of(recipients),
        "ann@sender.example",
        Priority.NORMAL,
        RecipientState.QUEUED,
        Optional.empty(),
        headers,
        "Hello.\r\n".getBytes(StandardCharsets.US_ASCII),
        ReportForm.NONE,
        ReportWish.NONE);
  }

  /** Octets that no compression makes smaller and no two seeds share. */
  public static byte[] octets(int size, long seed) {
    byte[] octets = new byte[size];
    new Random(seed).nextBytes(octets);
    return octets;
  }

  /** The route that recipients at this domain get. */
  public static Route route(String domain) {
    return new Route("smtp", domain);
  }

  /** From this sender; the empty text is the null sender. */
  public SampleMail withSender(String other) {
    return new SampleMail(recipients, other, priority, state, due, headers, body, form, wish);
  }

  public SampleMail withPriority(Priority other) {
    return new SampleMail(recipients, sender, other, state, due, headers, body, form, wish);
  }

  public SampleMail withHeaders(byte[] other) {
    return new SampleMail(recipients, sender, priority, state, due, other.clone(), body, form, wish);
  }

  public SampleMail withBody(byte[] other) {
    return new SampleMail(recipients, sender, priority, state, due, headers, other.clone(), form, wish);
  }

  /** All its recipients born in this state. */
  public SampleMail born(RecipientState other) {
    return new SampleMail(recipients, sender, priority, other, due, headers, body, form, wish);
  }

  /** Scheduled for that time. */
  public SampleMail dueAt(Instant time) {
    return new SampleMail(
        recipients, sender, priority, RecipientState.SCHEDULED, Optional.of(time), headers, body, form, wish);
  }

  /** Asking this of reports about the message and about each recipient. */
  public SampleMail asking(ReportForm form, ReportWish wish) {
    return new SampleMail(recipients, sender, priority, state, due, headers, body, form, wish);
  }

  public byte[] body() {
    return body.clone();
  }

  public byte[] headers() {
    return headers.clone();
  }

  public Envelope envelope() {
    Origin origin =
        new Origin("ESMTP", "mx", Optional.of("192.0.2.7"), "client.example", Optional.of("ann"), true);
    ReversePath path = ReversePath.parse(sender).orElseThrow();
    return new Envelope(path, origin, priority, BodyType.EIGHT_BIT_MIME, form);
  }

  /** What is committed when it is accepted at that time. */
  public Submission submission(Instant acceptedAt) {
    List<Submission.NewRecipient> list = new ArrayList<>();
    for (String address : recipients) {
      list.add(newRecipient(list.size(), address, due.orElse(acceptedAt)));
    }
    return new Submission(envelope(), HeaderBlock.of(headers), acceptedAt, list);
  }

  private Submission.NewRecipient newRecipient(int index, String address, Instant firstDue) {
    Mailbox mailbox = Mailbox.parse(address).orElseThrow();
    Recipient recipient = new Recipient(index, mailbox, route(mailbox.domain().text()), wish);
    String detail = state == RecipientState.QUEUED || state == RecipientState.SCHEDULED ? "" : "born " + state;
    return new Submission.NewRecipient(recipient, state, firstDue, detail);
  }
}
