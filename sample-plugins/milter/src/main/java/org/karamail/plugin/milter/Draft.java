package org.karamail.plugin.milter;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.IncomingMessage;
import org.karamail.message.Body;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;

/** A message as far as milters have changed it. Changed by one call; closed when its transaction is over. */
final class Draft implements Closeable {

  private final IncomingMessage original;
  private final List<HeaderField> fields;
  private final List<Mailbox> recipients;
  private ReversePath sender;
  private final Supplier<Path> folder;
  private final long maxReplacedBody;
  private final List<ReplacedBody> bodies = new ArrayList<>();
  private Optional<Body> replaced = Optional.empty();

  /**
   * The message as it came.
   *
   * @param folder where a body may be put that milters make
   * @param maxReplacedBody how large one may be, in octets
   */
  Draft(IncomingMessage original, Supplier<Path> folder, long maxReplacedBody) {
    this.folder = folder;
    this.maxReplacedBody = maxReplacedBody;
    this.original = original;
    this.fields = new ArrayList<>(original.headers().fields());
    this.recipients = new ArrayList<>(original.recipients());
    this.sender = original.envelope().sender();
  }

  IncomingMessage original() {
    return original;
  }

  List<HeaderField> fields() {
    return List.copyOf(fields);
  }

  List<Mailbox> recipients() {
    return List.copyOf(recipients);
  }

  ReversePath sender() {
    return sender;
  }

  Body body() {
    return replaced.orElseGet(original::body);
  }

  /**
   * Puts a field into the header.
   *
   * @param place 0 and 1 are on top: milters count our own Received field, which is not there yet
   */
  void insert(int place, HeaderField field) {
    int index = Math.max(0, place - 1);
    fields.add(Math.min(index, fields.size()), field);
  }

  /** Where the field of this name stands that is the nth, from 1; empty when there is none. */
  Optional<Integer> find(String name, int nth) {
    int seen = 0;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).isNamed(name)) {
        seen++;
        if (seen == Math.max(1, nth)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  void change(int index, HeaderField field) {
    fields.set(index, field);
  }

  void remove(int index) {
    fields.remove(index);
  }

  void sender(ReversePath other) {
    sender = other;
  }

  void add(Mailbox recipient) {
    if (!recipients.contains(recipient)) {
      recipients.add(recipient);
    }
  }

  void remove(Mailbox recipient) {
    recipients.remove(recipient);
  }

  /** An empty one, to be filled and put in place. */
  ReplacedBody newBody() {
    ReplacedBody body = new ReplacedBody(folder, maxReplacedBody);
    bodies.add(body);
    return body;
  }

  void body(Body other) {
    replaced = Optional.of(other);
  }

  /** All changes. */
  Edits edits() {
    List<Edit> rest = new ArrayList<>();
    replaced.ifPresent(body -> rest.add(new Edit.ReplaceBody(body)));
    if (!sender.equals(original.envelope().sender())) {
      rest.add(new Edit.ReplaceSender(sender));
    }
    recipients.stream().filter(one -> !original.recipients().contains(one)).forEach(one -> rest.add(new Edit.AddRecipient(one)));
    original.recipients().stream().filter(one -> !recipients.contains(one)).forEach(one -> rest.add(new Edit.RemoveRecipient(one)));
    return HeaderChange.between(original.headers().fields(), fields).and(new Edits(rest));
  }

  @Override
  public void close() throws IOException {
    for (ReplacedBody body : bodies) {
      body.close();
    }
  }
}
