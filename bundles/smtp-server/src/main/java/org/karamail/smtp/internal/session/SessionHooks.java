package org.karamail.smtp.internal.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Disconnect;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.karamail.intake.Provenance;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;
import org.karamail.smtp.internal.view.DataView;
import org.karamail.smtp.internal.view.DisconnectView;
import org.karamail.smtp.internal.view.HeloView;
import org.karamail.smtp.internal.view.MailView;
import org.karamail.smtp.internal.view.RateView;
import org.karamail.smtp.internal.view.RcptView;
import org.karamail.smtp.internal.view.SessionView;

/**
 * Asks hooks on behalf of one session. Each method goes on with {@code then} when nobody objects, at once where nobody is
 * registered: that costs the look into a set, no view is built and nothing is begun.
 *
 * <p>What concerns the connection is pinned for each question alone, so that a client that says nothing for an hour keeps no
 * old version of a plugin alive. A mail transaction is pinned from MAIL to its end; when its message comes, the pins go to
 * intake.
 *
 * <p>Belongs to the event loop of its session; only {@code gone} is read elsewhere.
 */
public final class SessionHooks {

  private final Hooks hooks;
  private final Session session;
  private final Instant connectedAt;
  private Optional<NoteBook.Page> connectionNotes = Optional.empty();
  private Optional<HookedMail> mail = Optional.empty();
  private boolean met;
  private volatile boolean gone;

  SessionHooks(Hooks hooks, Session session) {
    this.hooks = hooks;
    this.session = session;
    this.connectedAt = hooks.clock().instant();
  }

  /** A client has connected. */
  public Response connection(Supplier<Response> then, Function<Refusal, Response> refused) {
    met = true;
    return once(
        AskedPoints.CONNECTION,
        run ->
            run.at(HookPoints.ON_REPUTATION_CHECK, this::view)
                .at(HookPoints.ON_RATE_LIMIT_CHECK, () -> RateView.ofConnection(view()))
                .at(HookPoints.ON_CONNECT, this::view),
        then,
        refusal -> refused.apply(refusal.asBanner()));
  }

  /** It introduces itself. */
  public Response hello(Session.Helo by, Supplier<Response> then, Function<Refusal, Response> refused) {
    return by.extended()
        ? once(AskedPoints.EHLO, run -> run.at(HookPoints.ON_EHLO, () -> view(by)), then, refused)
        : once(AskedPoints.HELO, run -> run.at(HookPoints.ON_HELO, () -> view(by)), then, refused);
  }

  /** Whether a transaction may begin as far as plugins are concerned. */
  public boolean isReady() {
    return hooks.readiness().isReady();
  }

  /** It begins a transaction. */
  public Response mail(
      MailTransaction begun, Map<String, String> parameters, Supplier<Response> then, Function<Refusal, Response> refused) {
    endMail();
    if (!hooks.engine().isAnybodyAt(AskedPoints.TRANSACTION)) {
      return then.get();
    }
    NoteBook notes =
        new NoteBook(Optional.of(connectionNotes()), Optional.of(new NoteBook.Page()), Optional.empty());
    return begin(
        AskedPoints.TRANSACTION,
        notes,
        pinned -> {
          HookedMail hooked = new HookedMail(pinned, view(begun, parameters), notes);
          mail = Optional.of(hooked);
          return new GateRun(pinned, this::endMail)
              .at(HookPoints.ON_RATE_LIMIT_CHECK, () -> RateView.of(hooked.mail()))
              .at(HookPoints.ON_MAIL_FROM, hooked::mail)
              .ask(
                  () -> sender(hooked, then),
                  refusal -> {
                    endMail();
                    return refused.apply(refusal);
                  });
        });
  }

  /** It names a recipient, which routing accepts. */
  public Response recipient(
      MailTransaction of,
      Mailbox recipient,
      Map<String, String> parameters,
      Supplier<Response> then,
      Function<Refusal, Response> refused) {
    if (mail.isEmpty()) {
      return then.get();
    }
    HookedMail hooked = mail.get();
    hooked.hooks().nextCommand();
    Supplier<RcptView> view = () -> new RcptView(hooked.mail(), recipient, of.recipients(), parameters);
    return new GateRun(hooked.hooks(), this::endMail)
        .at(HookPoints.ON_RATE_LIMIT_CHECK, () -> RateView.of(hooked.mail(), recipient))
        .at(HookPoints.ON_GREYLIST_CHECK, view::get)
        .at(HookPoints.ON_RCPT_TO, view::get)
        .ask(then, refused);
  }

  /** It wants to send the message. */
  public Response data(MailTransaction of, Supplier<Response> then, Function<Refusal, Response> refused) {
    if (mail.isEmpty()) {
      return then.get();
    }
    HookedMail hooked = mail.get();
    hooked.hooks().nextCommand();
    return new GateRun(hooked.hooks(), this::endMail)
        .at(HookPoints.ON_DATA, () -> new DataView(hooked.mail(), of.recipients()))
        .ask(then, refused);
  }

  /** What intake is to know of the message that comes now. */
  public Provenance provenance(MailTransaction of) {
    return new Provenance(
        mail.map(HookedMail::hooks),
        mail.map(HookedMail::notes).orElse(NoteBook.NONE),
        this::asSession,
        mail.map(HookedMail::checks).orElse(List.of()),
        of.reportWishes(),
        Optional.of(session.home()),
        session.settings().timeouts().reply());
  }

  /** Intake has opened its door: what was pinned is its to let go. */
  public void handedOver() {
    mail = Optional.empty();
  }

  /** The transaction is over, unless intake has it. */
  void endMail() {
    mail.ifPresent(hooked -> hooked.hooks().close());
    mail = Optional.empty();
  }

  /** Nobody waits for an answer any more. */
  public void letGo() {
    gone = true;
    endMail();
  }

  /** The connection is gone. */
  public void disconnected(Disconnect.Reason reason) {
    letGo();
    if (met && hooks.engine().isAnybodyAt(AskedPoints.DISCONNECTION)) {
      HookSubject subject =
          new HookSubject(
              session.getSessionID(), client(), Optional.empty(), connectionBook(), () -> false);
      DisconnectView view = new DisconnectView(view(), lasted(), session.commands(), session.flood().messages(), reason);
      hooks
          .engine()
          .begin(AskedPoints.DISCONNECTION, subject)
          .thenAccept(
              pinned -> {
                pinned.observe(HookPoints.ON_DISCONNECT, view);
                pinned.close();
              });
    }
  }

  private Response sender(HookedMail hooked, Supplier<Response> then) {
    if (!hooked.hooks().has(HookPoints.ON_SPF_CHECK)) {
      return then.get();
    }
    CheckResult.Spf fault =
        new CheckResult.Spf(CheckResult.Value.TEMPERROR, judged(hooked.mail()), "the check did not come to an end");
    CompletionStage<List<CheckResult.Spf>> found =
        hooked.hooks().check(HookPoints.ON_SPF_CHECK, hooked.mail(), false, fault);
    return Pending.of(
            found,
            results -> {
              mail = Optional.of(hooked.with(results));
              return then.get();
            })
        .ifClientLeaves(this::endMail);
  }

  /** Whose policy is asked: the sender's domain, the client's name where there is none (RFC 7208 section 2.4). */
  private MailDomain judged(MailView view) {
    return view.sender()
        .mailbox()
        .map(Mailbox::domain)
        .or(() -> session.helo().map(Session.Helo::name).flatMap(MailDomain::parse))
        .orElseGet(() -> new MailDomain(session.settings().hostname()));
  }

  private interface Gates {
    GateRun of(GateRun run);
  }

  /** Pins, asks, and lets go. */
  private Response once(
      Set<HookPoint<?, ?>> points, Gates gates, Supplier<Response> then, Function<Refusal, Response> refused) {
    if (!hooks.engine().isAnybodyAt(points)) {
      return then.get();
    }
    return begin(
        points,
        connectionBook(),
        pinned ->
            gates
                .of(new GateRun(pinned, pinned::close))
                .ask(
                    () -> {
                      pinned.close();
                      return then.get();
                    },
                    refusal -> {
                      pinned.close();
                      return refused.apply(refusal);
                    }));
  }

  private Response begin(Set<HookPoint<?, ?>> points, NoteBook notes, Function<HookTransaction, Response> next) {
    HookSubject subject =
        new HookSubject(
            session.getSessionID(), client(), Optional.empty(), notes, () -> gone);
    CompletionStage<HookTransaction> begun = hooks.engine().begin(points, subject);
    return Pending.of(begun, next).ifClientLeaves(() -> begun.thenAccept(HookTransaction::close));
  }

  private NoteBook connectionBook() {
    return new NoteBook(Optional.of(connectionNotes()), Optional.empty(), Optional.empty());
  }

  private NoteBook.Page connectionNotes() {
    NoteBook.Page page = connectionNotes.orElseGet(NoteBook.Page::new);
    connectionNotes = Optional.of(page);
    return page;
  }

  private Duration lasted() {
    Duration lasted = Duration.between(connectedAt, hooks.clock().instant());
    return lasted.isNegative() ? Duration.ZERO : lasted;
  }

  private MailView view(MailTransaction of, Map<String, String> parameters) {
    OptionalLong size = parameters.containsKey("SIZE") ? OptionalLong.of(of.announcedSize()) : OptionalLong.empty();
    return new MailView(view(), of.sender(), size, of.body(), parameters, List.of());
  }

  private HeloView view(Session.Helo by) {
    return new HeloView(view(), by.name(), by.extended());
  }

  private Optional<HookSubject.Client> client() {
    return Optional.of(new HookSubject.Client(session.settings().name(), session.isTrusted()));
  }

  private Optional<org.karamail.hook.Session> asSession() {
    return Optional.of(view());
  }

  private SessionView view() {
    return new SessionView(
        session.getSessionID(),
        session.settings().name(),
        session.client(),
        port(Optional.ofNullable(session.getRemoteAddress())),
        port(Optional.ofNullable(session.getLocalAddress())),
        connectedAt,
        session.hasSpokenEarly(),
        session.helo().map(Session.Helo::name),
        Optional.empty(),
        session.isTrusted(),
        Optional.empty());
  }

  /** A connection that is gone may have forgotten its ports. */
  private static int port(Optional<InetSocketAddress> address) {
    return address.map(InetSocketAddress::getPort).orElse(0);
  }
}
