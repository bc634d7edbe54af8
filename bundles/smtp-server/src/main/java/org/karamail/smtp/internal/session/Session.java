package org.karamail.smtp.internal.session;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.karamail.intake.HomeThread;
import org.karamail.model.Envelope;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.smtp.internal.settings.ListenerSettings;

/**
 * One client's session, as James' dispatcher hands it to the command handlers.
 *
 * <p>The state of RFC 5321 section 4.1.4 in two optional values: the name the client gave itself, and its transaction.
 * James' attachments stay free for what hooks want to remember.
 */
public final class Session extends ProtocolSessionImpl {

  private final ListenerSettings settings;
  private final InetAddress client;
  private final boolean trusted;
  private final SessionLog log;
  private final Phase commands;
  private final Flood flood;
  private final SessionHooks hooks;
  private final HomeThread home;
  private Phase phase;
  private Optional<Helo> helo = Optional.empty();
  private Optional<MailTransaction> transaction = Optional.empty();
  private boolean spokeEarly;
  private int commandCount;

  /**
   * How the client introduced itself.
   *
   * @param name as it came
   * @param extended by EHLO
   */
  public record Helo(String name, boolean extended) {}

  /**
   * A session that has not said hello.
   *
   * @param dispatcher James' dispatcher of this listener
   * @param hooks who may have a say in it
   * @param home the event loop of its connection
   */
  public Session(
      ProtocolTransport transport,
      InetAddress client,
      ListenerSettings settings,
      LineHandler<Session> dispatcher,
      Hooks hooks,
      HomeThread home) {
    super(transport, new OurNames(settings));
    this.settings = settings;
    this.client = client;
    this.home = home;
    this.trusted = settings.trusts(client);
    this.flood = new Flood(settings.limits());
    this.commands = new CommandPhase(this, dispatcher);
    this.phase = commands;
    this.log = new SessionLog(this);
    this.hooks = new SessionHooks(hooks, this);
  }

  /** The thread it belongs to. */
  HomeThread home() {
    return home;
  }

  public ListenerSettings settings() {
    return settings;
  }

  public InetAddress client() {
    return client;
  }

  /** The client's address as text, {@code 192.0.2.1} or {@code 2001:db8::1}. */
  public String clientText() {
    return NetUtil.toAddressString(client);
  }

  /** Whether the client may relay. */
  public boolean isTrusted() {
    return trusted;
  }

  public SessionLog log() {
    return log;
  }

  /** What the client has used up of our patience. */
  public Flood flood() {
    return flood;
  }

  /** Asks hooks on this session's behalf. */
  public SessionHooks hooks() {
    return hooks;
  }

  void countCommand() {
    commandCount++;
  }

  /** How many commands the client has sent. */
  int commands() {
    return commandCount;
  }

  public Phase phase() {
    return phase;
  }

  /** What comes next are the octets of a message. */
  public void enter(Phase data) {
    phase = data;
  }

  /** What comes next are commands; the transaction is over (RFC 5321 section 4.1.1.4). */
  public void leaveData() {
    phase = commands;
    resetState();
  }

  public Optional<Helo> helo() {
    return helo;
  }

  /** The client has introduced itself; whatever it had begun is forgotten (RFC 5321 section 4.1.4). */
  public void greeted(Helo by) {
    helo = Optional.of(by);
    resetState();
  }

  public Optional<MailTransaction> transaction() {
    return transaction;
  }

  public void begin(MailTransaction begun) {
    transaction = Optional.of(begun);
  }

  /** Forgets the transaction, as RSET asks for. */
  @Override
  public void resetState() {
    super.resetState();
    transaction = Optional.empty();
    hooks.endMail();
  }

  /** The client sent something before it was greeted (RFC 5321 section 4.3.1); mail programs do not. */
  public void noteEarlyTalk() {
    spokeEarly = true;
  }

  public boolean hasSpokenEarly() {
    return spokeEarly;
  }

  /** The envelope of the transaction. */
  public Envelope envelope(MailTransaction of) {
    return new Envelope(of.sender(), origin(), Priority.NORMAL, of.body(), of.reports());
  }

  private Origin origin() {
    return new Origin(
        helo.filter(Helo::extended).isPresent() ? "ESMTP" : "SMTP",
        settings.name(),
        Optional.of(clientText()),
        helo.map(Helo::name).orElse(""),
        Optional.empty(),
        trusted);
  }

  /** Commands are UTF-8 (RFC 6531); the phase lets other octets no further. */
  @Override
  public Charset getCharset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public Response newLineTooLongResponse() {
    return Replies.LINE_TOO_LONG;
  }

  @Override
  public Response newFatalErrorResponse() {
    return Replies.OUR_FAULT;
  }

  @Override
  public Response newCommandNotFoundErrorResponse() {
    return Replies.UNKNOWN_COMMAND;
  }
}
