package org.karamail.plugin.milter;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.model.BodyType;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.AuthAttemptView;
import org.karamail.testkit.hook.DataView;
import org.karamail.testkit.hook.DisconnectView;
import org.karamail.testkit.hook.HeloView;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.hook.MailFromView;
import org.karamail.testkit.hook.RcptToView;
import org.karamail.testkit.hook.SessionView;

/** A client whose session the plugin sees step by step. */
final class MilterClient implements AutoCloseable {

  private static final IncomingView MESSAGE =
      IncomingView.sample().headers("Subject: Hello\r\nFrom: sender@client.example\r\n\r\n").body("Text.\r\n");

  private final HookHarness harness = HookHarness.create();
  private final Milter plugin;
  private SessionView session;
  private IncomingView message = MESSAGE;

  MilterClient(Map<String, Object> configuration) {
    this(new Milter("mx.example", configuration), "S1");
  }

  private MilterClient(Milter plugin, String id) {
    this.plugin = plugin;
    SessionView sample = SessionView.sample();
    this.session =
        new SessionView(
            id, sample.listener(), sample.remoteAddress(), sample.remotePort(), sample.localPort(), sample.connectedAt(), false,
            Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  /** Another client of the same plugin. */
  MilterClient another(String id) {
    return new MilterClient(plugin, id);
  }

  MilterClient budget(Duration each) {
    harness.budget(each);
    return this;
  }

  /** From now on it sends this. */
  MilterClient sending(IncomingView other) {
    message = other;
    return this;
  }

  Milter plugin() {
    return plugin;
  }

  void configure(Map<String, Object> configuration) {
    plugin.modified(configuration);
  }

  Asked connect() {
    return harness.ask(HookPoints.ON_CONNECT, plugin, session);
  }

  Asked ehlo() {
    harness.endTransaction();
    Asked asked = harness.ask(HookPoints.ON_EHLO, plugin, new HeloView(session, "client.example", true));
    session = session.greeting("client.example");
    return asked;
  }

  void login(String user, String mechanism) {
    harness.ask(HookPoints.ON_AUTH, plugin, new AuthAttemptView(session, mechanism, user)).proceeds();
    session = session.authenticated(user);
  }

  Asked mail() {
    return mail(Map.of());
  }

  Asked mail(Map<String, String> parameters) {
    harness.endTransaction();
    return harness.ask(HookPoints.ON_MAIL_FROM, plugin, begun(parameters));
  }

  Asked rcpt(String localPart) {
    return rcpt(localPart, Map.of());
  }

  Asked rcpt(String localPart, Map<String, String> parameters) {
    RcptToView view = RcptToView.sample().to(localPart + "@local.example");
    return harness.ask(
        HookPoints.ON_RCPT_TO, plugin, new RcptToView(begun(Map.of()), view.recipient(), view.accepted(), parameters));
  }

  Asked data() {
    return harness.ask(HookPoints.ON_DATA, plugin, new DataView(begun(Map.of()), message.recipients()));
  }

  Asked message() {
    IncomingView view =
        new IncomingView(
            message.id(), message.envelope(), message.recipients(), Optional.of(session), message.headers(), message.body(),
            message.checks(), message.findings());
    return harness.ask(HookPoints.ON_CONTENT_FILTER, plugin, view);
  }

  void quit() {
    DisconnectView sample = DisconnectView.sample();
    harness.ask(
        HookPoints.ON_DISCONNECT,
        plugin,
        new DisconnectView(session, sample.lasted(), sample.commands(), sample.messages(), sample.reason()));
  }

  /** A whole session with one message. */
  Asked all() {
    return upTo('E');
  }

  /** One more message in the same session. */
  Asked another() {
    mail().proceeds();
    rcpt("bob").proceeds();
    data().proceeds();
    return message();
  }

  /** A session until the milter is told of this step; what became of that step. */
  Asked upTo(char step) {
    Asked asked = connect();
    if (step == 'C') {
      return asked;
    }
    asked = ehlo();
    if (step == 'H') {
      return asked;
    }
    asked = mail();
    if (step == 'M') {
      return asked;
    }
    asked = rcpt("bob");
    if (step == 'R') {
      return asked;
    }
    asked = data();
    return step == 'T' ? asked : message();
  }

  /** The plugin is taken away. */
  @Override
  public void close() {
    plugin.deactivate();
  }

  private MailFromView begun(Map<String, String> parameters) {
    MailFromView sample = MailFromView.sample();
    return new MailFromView(session, sample.sender(), OptionalLong.empty(), BodyType.SEVEN_BIT, parameters, sample.checks());
  }
}
