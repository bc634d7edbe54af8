package org.karamail.outbound.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.karamail.message.Message;
import org.karamail.model.Fault;
import org.karamail.model.Reply;
import org.karamail.routing.TlsPolicy;

/**
 * A conversation with a peer. The greeting, EHLO, STARTTLS and the reading of replies are Angus'; what is said from then on,
 * and what is made of the answers, is ours: one answer for each command, kept whole, with the stage at which it came.
 *
 * <p>Angus talks through a {@link LinkSocket}, so every octet passes the deadline and the bounds of {@link Link}. It never
 * says QUIT and never closes by itself: {@link #close()} here drops the connection, {@link #farewell()} says good-bye.
 *
 * <p><b>Threads.</b> One at a time; {@link #close()} from any.
 */
public final class Conversation extends SMTPTransport {

  private static final int SHUTTING_DOWN = 421;
  private static final Session SESSION = session();

  private final Link link;
  private final boolean lmtp;
  private Optional<Reply> heard = Optional.empty();
  private Optional<IOException> failure = Optional.empty();

  /** Says that the peer spoke before it had the whole message. */
  private static final class SpokeTooEarly extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private Conversation(Link link, boolean lmtp) {
    super(SESSION, null);
    this.link = link;
    this.lmtp = lmtp;
  }

  /** Opens a conversation up to where mail can be given. What it throws leaves nothing open. */
  public static Conversation open(Link link, Greeting greeting) throws Trouble {
    Conversation conversation = new Conversation(link, greeting.lmtp());
    boolean open = false;
    try {
      conversation.greet(greeting);
      open = true;
      return conversation;
    } finally {
      if (!open) {
        link.close();
      }
    }
  }

  private synchronized void greet(Greeting greeting) throws Trouble {
    try {
      setLocalHost(greeting.name());
      link.begin(Stage.BANNER);
      connect(new LinkSocket(link));
      secure(greeting);
    } catch (MessagingException | RuntimeException failed) {
      throw trouble(failed);
    }
    if (greeting.credentials().isPresent()) {
      boolean mayShow =
          link.isEncrypted() || greeting.tls() == TlsPolicy.NONE || link.peer().address().getAddress().isLoopbackAddress();
      new Authentication(this, greeting.credentials().get()).perform(greeting.mechanisms(), mayShow);
    }
    link.rest();
  }

  private void secure(Greeting greeting) throws Trouble, MessagingException {
    if (greeting.tls() == TlsPolicy.NONE) {
      return;
    }
    if (offers("STARTTLS")) {
      link.identify(greeting.demandsIdentity());
      startTLS();
      if (!ehlo(greeting.name())) {
        throw trouble(new MessagingException("no EHLO in TLS"));
      }
    } else if (greeting.demandsTls()) {
      throw Trouble.of(Stage.STARTTLS, Fault.Category.TLS, "it offers no STARTTLS, and must");
    }
  }

  // ---- what is asked ---------------------------------------------------------------------------------------------------

  /** Whether EHLO named this extension. */
  public synchronized boolean offers(String extension) {
    return supportsExtension(extension);
  }

  /** What EHLO said behind this extension; empty without it. */
  public synchronized String parameter(String extension) {
    return Optional.ofNullable(getExtensionParameter(extension)).orElse("");
  }

  public Peer peer() {
    return link.peer();
  }

  /** Whether the peer has said something unasked, or is gone as far as can be told without waiting. */
  public boolean isDisturbed() {
    try {
      return link.hasUnasked();
    } catch (IOException gone) {
      return true;
    }
  }

  // ---- what is said ----------------------------------------------------------------------------------------------------

  /** Says a line and hears the answer. */
  public Reply say(Stage stage, String line) throws Trouble {
    send(stage, List.of(line));
    return hear(stage);
  }

  /** Says lines at once (RFC 2920). */
  public synchronized void send(Stage stage, List<String> lines) throws Trouble {
    link.begin(stage);
    if (lines.stream().anyMatch(line -> line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0)) {
      throw new IllegalArgumentException("a command of more than one line");
    }
    try {
      link.output().write((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    } catch (IOException failed) {
      failure = Optional.of(failed);
      throw trouble(failed);
    }
  }

  /** Hears the next answer. */
  public synchronized Reply hear(Stage stage) throws Trouble {
    link.begin(stage);
    return hear();
  }

  private Reply hear() throws Trouble {
    try {
      readServerResponse();
    } catch (MessagingException failed) {
      throw trouble(failed);
    }
    return heard.orElseThrow(() -> garbage());
  }

  /**
   * Gives the message, after a 354, and its final dot.
   *
   * @return empty when all of it was given, and its answer is to be heard; a 4yz or 5yz that came too early, which is as good
   *     as an answer: the dot was not sent then
   */
  public synchronized Optional<Reply> give(Message message) throws Trouble {
    link.begin(Stage.BODY);
    MessageOutput output = new MessageOutput(this::give);
    try {
      message.writeTo(output);
      output.finish();
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(earlyReply(failed));
    }
  }

  private void give(byte[] octets, int offset, int length, boolean last) throws IOException {
    if (link.hasUnasked()) {
      throw new SpokeTooEarly();
    }
    link.begin(last ? Stage.DOT : Stage.BODY);
    link.output().write(octets, offset, length);
  }

  private Reply earlyReply(IOException failed) throws Trouble {
    if (link.stage() == Stage.DOT || (!(failed instanceof SpokeTooEarly) && !isDisturbed())) {
      failure = Optional.of(failed);
      throw trouble(failed);
    }
    Reply reply = hear();
    if (!reply.isTemporary() && !reply.isPermanent()) {
      throw Trouble.of(Stage.BODY, Fault.Category.PROTOCOL, "it answered before the message had ended: " + reply);
    }
    return reply;
  }

  /** Waits for nothing any more; the connection may be used again. */
  public void rest() {
    link.rest();
  }

  /** Asks for a sign of life. */
  public boolean isAlive() {
    try {
      boolean alive = !isDisturbed() && say(Stage.REST, "NOOP").code() != SHUTTING_DOWN;
      link.rest();
      return alive;
    } catch (Trouble gone) {
      return false;
    }
  }

  /** Says QUIT, waits a little for the answer, and closes. Whatever comes of it, mail that was taken is taken. */
  public void farewell() {
    try {
      say(Stage.REST, "QUIT");
    } catch (Trouble gone) {
      failure = Optional.empty();
    } finally {
      close();
    }
  }

  /** Drops the connection, without a word; not synchronized, because it ends a call that is. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void close() {
    link.close();
  }

  // ---- Angus -----------------------------------------------------------------------------------------------------------

  @Override
  protected void sendCommand(String command) throws MessagingException {
    link.begin(command.startsWith("STARTTLS") ? Stage.STARTTLS : Stage.EHLO);
    super.sendCommand(lmtp && command.startsWith("EHLO") ? "L" + command.substring(1) : command);
  }

  /** Not in LMTP, and not to a peer that is shutting down or has gone. */
  @Override
  protected void helo(String domain) throws MessagingException {
    if (lmtp || heard.isEmpty() || heard.get().code() == SHUTTING_DOWN) {
      throw new MessagingException("no HELO");
    }
    super.helo(domain);
  }

  /** A reply that is none is as bad as silence. */
  @Override
  protected int readServerResponse() throws MessagingException {
    heard = Optional.empty();
    link.input().beginReply();
    super.readServerResponse();
    heard = ForeignReply.parse(Optional.ofNullable(getLastServerResponse()).orElse(""));
    return heard.map(Reply::code).orElse(-1);
  }

  private Trouble garbage() {
    return Trouble.of(
        link.stage(),
        Fault.Category.PROTOCOL,
        "no reply but: " + ForeignReply.cleaned(Optional.ofNullable(getLastServerResponse()).orElse("")));
  }

  /** What stopped us: the deadline before what it caused, what was said before what Angus made of it. */
  private Trouble trouble(Exception failed) {
    Stage stage = link.stage();
    if (link.isOverdue()) {
      return Trouble.of(stage, Fault.Category.TIMEOUT, "no answer within " + link.patienceNow());
    }
    Optional<IOException> cause = ioCause(failed).or(() -> failure);
    if (cause.isPresent()) {
      return Troubles.of(stage, cause.get());
    }
    if (failed instanceof RuntimeException) {
      return Trouble.of(stage, Fault.Category.LOCAL, failed.toString());
    }
    return heard.map(reply -> Trouble.of(stage, reply)).orElseGet(this::garbage);
  }

  private static Optional<IOException> ioCause(@Nullable Throwable failed) {
    Optional<IOException> deepest = Optional.empty();
    for (Throwable one = failed; one != null; one = one.getCause()) {
      if (one instanceof IOException io) {
        deepest = Optional.of(io);
      }
    }
    return deepest;
  }

  private static Session session() {
    Properties properties = new Properties();
    properties.put("mail.smtp.ssl.socketFactory", new TlsUpgrade());
    properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
    properties.put("mail.smtp.starttls.enable", "false");
    properties.put("mail.smtp.auth", "false");
    return Session.getInstance(properties);
  }
}
