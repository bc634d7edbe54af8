package org.karamail.maildir.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.message.Message;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

/** From the end of a transaction into the mailbox, nothing scripted. */
class LocalDeliveryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LETTER =
      "From: ann@here.example\r\nTo: bob@here.example\r\nSubject: caf\u00e9\r\n\r\nHello\r\n.dot\r\nFrom here\r\n";

  @TempDir Path data;

  @Test
  void whatIsAcceptedLiesInTheMailboxUnderneathOurTraceFields() {
    try (LocalPost post = new LocalPost(data)) {
      post.startDelivery();
      QueueId id = post.accept("ann@here.example", LETTER, "bob@here.example");

      await().atMost(PATIENCE).until(() -> post.unseen("bob").size() == 1);
      String file = post.unseen("bob").get(0);

      assertThat(file).startsWith("Return-Path: <ann@here.example>\nDelivered-To: bob@here.example\nReceived: ");
      assertThat(file).contains(id.toString());
      assertThat(file).endsWith("\n" + LETTER.replace("\r\n", "\n"));
      await().atMost(PATIENCE).until(() -> kinds(post, id).contains(MailEvent.Kind.DELIVERED));
      MailEvent delivered = post.store().history(id).get(1);
      assertThat(data.resolve(delivered.attempt().orElseThrow().peer())).exists();
    }
  }

  @Test
  void aFailureComesBackToTheMailboxOfItsSenderAsAReportThatParses() throws IOException {
    try (LocalPost post = new LocalPost(data)) {
      post.startDelivery();
      String loops = "Delivered-To: bob@here.example\r\n" + LETTER;

      QueueId id = post.accept("ann@here.example", loops, "bob@here.example", "kim@here.example");

      await().atMost(PATIENCE).until(() -> post.unseen("ann").size() == 1);
      assertThat(post.unseen("kim")).hasSize(1);
      assertThat(post.unseen("bob")).isEmpty();
      String report = post.unseen("ann").get(0);
      assertThat(report).startsWith("Return-Path: <>\n");
      Multipart parts = (Multipart) parsed(report).getBody();
      assertThat(parts.getSubType()).isEqualTo("report");
      assertThat(parts.getBodyParts())
          .extracting(part -> part.getMimeType())
          .containsExactly("text/plain", "message/delivery-status", "text/rfc822-headers");
      assertThat(text((SingleBody) parts.getBodyParts().get(1).getBody()))
          .contains("Final-Recipient: rfc822; bob@here.example")
          .contains("Status: 5.4.6")
          .doesNotContain("kim@here.example");
      await().atMost(PATIENCE).until(() -> kinds(post, id).contains(MailEvent.Kind.REPORTED));
    }
  }

  @Test
  void aReportThatCannotBeDeliveredMakesNoOther() {
    try (LocalPost post = new LocalPost(data)) {
      post.startDelivery();
      QueueId id = post.accept("", "Delivered-To: bob@here.example\r\n" + LETTER, "bob@here.example");

      await().atMost(PATIENCE).until(() -> kinds(post, id).contains(MailEvent.Kind.FAILED));
      assertThat(post.store().history(id)).last().satisfies(e -> assertThat(e.detail()).contains("no report"));
      assertThat(post.store().statistics().messages()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aCrashBetweenTheMailboxAndTheOutcomeMakesNoSecondCopy() {
    QueueId id;
    try (LocalPost post = new LocalPost(data)) {
      id = post.accept("ann@here.example", LETTER, "bob@here.example");
      Lease lease = post.store().claim(new ClaimSpec(Instant.now(), 1, 10, Set.of())).get(0);
      Message message = post.store().content(id);
      assertThat(post.maildir().deliver(lease, message)).hasSize(1);
      assertThat(post.unseen("bob")).hasSize(1);
    }

    try (LocalPost post = new LocalPost(data)) {
      post.startDelivery();
      await().atMost(PATIENCE).until(() -> kinds(post, id).contains(MailEvent.Kind.DELIVERED));

      assertThat(post.unseen("bob")).hasSize(1);
      assertThat(post.store().history(id).get(1).detail()).contains("Already in the mailbox");
    }
  }

  @Test
  void twoThousandMessagesLieInTwentyMailboxesOnceEach() {
    try (LocalPost post = new LocalPost(data)) {
      post.startDelivery();
      for (int i = 0; i < 2_000; i++) {
        post.begin("", "Subject: " + i + "\r\n\r\nnumber " + i + "\r\n", "user" + i % 20 + "@here.example");
      }

      await().atMost(PATIENCE).until(() -> post.store().statistics().delivered() == 2_000);
      for (int user = 0; user < 20; user++) {
        List<String> mails = post.unseen("user" + user);
        assertThat(mails).hasSize(100).doesNotHaveDuplicates();
      }
    }
  }

  private static List<MailEvent.Kind> kinds(LocalPost post, QueueId id) {
    return post.store().history(id).stream().map(MailEvent::kind).toList();
  }

  private static org.apache.james.mime4j.dom.Message parsed(String message) throws IOException {
    return new DefaultMessageBuilder()
        .parseMessage(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String text(SingleBody body) throws IOException {
    return new String(body.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
