package org.karamail.plugin.milter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Session;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;

/** The macros that sendmail and Postfix give milters at each step, as far as we know their values: names and values in turn. */
final class Macros {

  private static final String UNKNOWN = "unknown";

  private final List<String> texts = new ArrayList<>();

  private Macros() {}

  static List<String> none() {
    return List.of();
  }

  static List<String> connection(Optional<Session> session, String hostname) {
    Macros macros = new Macros().put("j", hostname).put("v", "Karamail");
    session.ifPresent(
        client -> {
          String address = Told.literal(client.remoteAddress());
          macros
              .put("_", UNKNOWN + " [" + address + "]")
              .put("{daemon_name}", client.listener())
              .put("{daemon_port}", Integer.toString(client.localPort()))
              .put("{client_addr}", address)
              .put("{client_port}", Integer.toString(client.remotePort()))
              .put("{client_name}", UNKNOWN);
        });
    return macros.texts;
  }

  static List<String> greeting(Optional<Session> session) {
    Macros macros = new Macros();
    session
        .flatMap(Session::tls)
        .ifPresent(tls -> macros.put("{tls_version}", tls.protocol()).put("{cipher}", tls.cipher()));
    return macros.texts;
  }

  /**
   * At MAIL.
   *
   * @param mechanism by which the client has logged in, as far as that was seen
   */
  static List<String> sender(ReversePath sender, Optional<Session> session, Optional<String> mechanism) {
    Macros macros = new Macros();
    sender.mailbox().ifPresent(one -> macros.address("mail", one));
    session
        .flatMap(Session::user)
        .ifPresent(user -> macros.put("{auth_type}", mechanism.orElse("PLAIN")).put("{auth_authen}", user));
    return macros.texts;
  }

  static List<String> recipient(Mailbox recipient) {
    return new Macros().address("rcpt", recipient).texts;
  }

  /** At the end of the header and of the message: its id, which it has from the final dot on. */
  static List<String> message(Draft draft) {
    return new Macros().put("i", draft.original().id().toString()).texts;
  }

  private Macros address(String kind, Mailbox address) {
    return put("{" + kind + "_addr}", address.toString())
        .put("{" + kind + "_host}", address.domain().text())
        .put("{" + kind + "_mailer}", "smtp");
  }

  private Macros put(String name, String value) {
    texts.add(name);
    texts.add(Packet.octets(value));
    return this;
  }
}
